package io.weir.gateway.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ApiPageTest {
  private static final ObjectNode DOCUMENT = ApiDocument.read().whole();
  private static final String PAGE = ApiPage.of(DOCUMENT);

  @Test
  void showsEveryPathAndEveryShape() {
    assertThat(DOCUMENT.get("paths").propertyNames())
        .isNotEmpty()
        .allSatisfy(path -> assertThat(PAGE).contains("<code>" + path + "</code>"));
    assertThat(DOCUMENT.at("/components/schemas").propertyNames())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(PAGE).contains("id=\"shape-" + name + "\""));
  }

  @Test
  void everyLinkStaysHereAndThoseOnThePageHaveATarget() {
    assertThat(PAGE).doesNotContain("src=", "<script", "@import", "url(");
    assertThat(Pattern.compile("href=\"([^\"]*)\"").matcher(PAGE).results().map(ApiPageTest::link))
        .isNotEmpty()
        .allSatisfy(
            link -> {
              if (link.startsWith("#"))
                assertThat(PAGE).contains("id=\"" + link.substring(1) + "\"");
              else assertThat(link).startsWith("/");
            });
  }

  @Test
  void whatTheDocumentSaysIsTextAndNoMarkup() {
    ObjectNode hostile = DOCUMENT.deepCopy();
    ((ObjectNode) hostile.get("info")).put("title", "<script>alert(\"1\")</script>&");

    assertThat(ApiPage.of(hostile))
        .contains("<h1>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;</h1>")
        .doesNotContain("<script");
  }

  private static String link(MatchResult found) {
    return found.group(1);
  }
}
