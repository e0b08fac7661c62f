package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.command.gate.Answer;
import io.weir.command.gate.CommandRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every request with a command goes through, in this order: a syntax for the answer, a
 * namespace that exists, the body as it came, who asks and why, the body's tree, the command, the
 * answer. Whatever is refused on the way is refused before the command.
 */
public final class CommandExchange {
  private static final byte[] NO_BODY = new byte[0];

  private final RequestHeaders headers;
  private final Answers answers;
  private final Namespaces namespaces;
  private final Function<HttpServletRequest, BodySyntax> answerSyntax;
  private final BiFunction<HttpServletRequest, byte[], ObjectNode> reader;

  /** Exchanges of the App Manager API: JSON and YAML, each way. */
  public CommandExchange(RequestHeaders headers, Answers answers, Namespaces namespaces) {
    this(headers, answers, namespaces, Answers::syntax, RequestHeaders::tree);
  }

  private CommandExchange(
      RequestHeaders headers,
      Answers answers,
      Namespaces namespaces,
      Function<HttpServletRequest, BodySyntax> answerSyntax,
      BiFunction<HttpServletRequest, byte[], ObjectNode> reader) {
    this.headers = headers;
    this.answers = answers;
    this.namespaces = namespaces;
    this.answerSyntax = answerSyntax;
    this.reader = reader;
  }

  /** Exchanges of the Platform API: JSON, and nothing to negotiate. */
  CommandExchange platform() {
    return new CommandExchange(
        headers, answers, namespaces, http -> BodySyntax.JSON, PlatformBodies::tree);
  }

  /** The same exchanges with bodies that are read in another way. */
  CommandExchange reading(BiFunction<HttpServletRequest, byte[], ObjectNode> other) {
    return new CommandExchange(headers, answers, namespaces, answerSyntax, other);
  }

  /** A command with a body. */
  ResponseEntity<byte[]> withBody(
      HttpServletRequest http,
      String namespace,
      BiFunction<CommandRequest, ObjectNode, Answer.Given> command)
      throws IOException {
    BodySyntax syntax = answerSyntax.apply(http);
    namespaces.require(namespace);
    byte[] body = RequestHeaders.body(http);
    CommandRequest request = headers.command(http, namespace, body);
    return answers.of(http, request, syntax, command.apply(request, reader.apply(http, body)));
  }

  /** A command whose body may be left out. */
  ResponseEntity<byte[]> withOptionalBody(
      HttpServletRequest http,
      String namespace,
      BiFunction<CommandRequest, Optional<ObjectNode>, Answer.Given> command)
      throws IOException {
    BodySyntax syntax = answerSyntax.apply(http);
    namespaces.require(namespace);
    byte[] body = RequestHeaders.body(http);
    CommandRequest request = headers.command(http, namespace, body);
    Optional<ObjectNode> tree =
        body.length == 0 ? Optional.empty() : Optional.of(reader.apply(http, body));
    return answers.of(http, request, syntax, command.apply(request, tree));
  }

  /**
   * A command without a body. One that is there is ignored, and so is its media type: generated
   * clients send one.
   */
  ResponseEntity<byte[]> withoutBody(
      HttpServletRequest http, String namespace, Function<CommandRequest, Answer.Given> command) {
    BodySyntax syntax = answerSyntax.apply(http);
    namespaces.require(namespace);
    CommandRequest request = headers.command(http, namespace, NO_BODY);
    return answers.of(http, request, syntax, command.apply(request));
  }

  /** Who asks for what is recorded, which is no command. */
  CommandRequest question(HttpServletRequest http, String namespace) {
    namespaces.require(namespace);
    return headers.command(http, namespace, NO_BODY);
  }

  /** A command that makes the namespace which its body names. */
  ResponseEntity<byte[]> founding(
      HttpServletRequest http,
      Function<ObjectNode, String> namespace,
      BiFunction<CommandRequest, ObjectNode, Answer.Given> command)
      throws IOException {
    BodySyntax syntax = answerSyntax.apply(http);
    byte[] body = RequestHeaders.body(http);
    ObjectNode tree = reader.apply(http, body);
    CommandRequest request = headers.command(http, namespace.apply(tree), body);
    return answers.of(http, request, syntax, command.apply(request, tree));
  }
}
