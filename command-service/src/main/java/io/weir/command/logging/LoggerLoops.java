package io.weir.command.logging;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.lexer.TokenStream;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.parser.Parser;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.template.ScopeChain;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * The one loop: {@code {% for name, level in userConfiguredLoggers %}}, which Twig has and the
 * engine's own loop has not, or {@code {% for logger in userConfiguredLoggers %}} with {@code
 * logger.key} and {@code logger.value}. Within it {@code loop.index} counts from 1.
 */
final class LoggerLoops extends AbstractExtension {
  static final String LOGGERS = "userConfiguredLoggers";

  /** Counts the steps of all loops; no template can name it. */
  static final String STEPS = "steps taken";

  private static final int MOST_STEPS = 10_000;

  @Override
  public List<TokenParser> getTokenParsers() {
    return List.of(new Tag());
  }

  /** Reads the loop. */
  static final class Tag implements TokenParser {
    @Override
    public String getTag() {
      return "for";
    }

    @Override
    public RenderableNode parse(Token token, Parser parser) {
      TokenStream tokens = parser.getStream();
      tokens.next();
      String name = parser.getExpressionParser().parseNewVariableName();
      String level = null;
      if (tokens.current().test(Token.Type.PUNCTUATION, ",")) {
        tokens.next();
        level = parser.getExpressionParser().parseNewVariableName();
      }
      boolean in = "in".equals(tokens.current().getValue());
      if (in) tokens.next();
      boolean loggers = in && LOGGERS.equals(tokens.current().getValue());
      if (loggers) tokens.next();
      if (!loggers || !tokens.current().test(Token.Type.EXECUTE_END))
        throw new PebbleException(
            null, "loops are over " + LOGGERS + " only", token.getLineNumber(), "");
      tokens.next();
      BodyNode body = parser.subparse(next -> next.test(Token.Type.NAME, "endfor"));
      tokens.next();
      tokens.expect(Token.Type.EXECUTE_END);
      return new Loop(token.getLineNumber(), name, level, body);
    }
  }

  private static final class Loop extends AbstractRenderableNode {
    private final String name;
    private final String level;
    private final BodyNode body;

    /**
     * @param level null: the first variable holds name and level
     */
    Loop(int line, String name, String level, BodyNode body) {
      super(line);
      this.name = name;
      this.level = level;
      this.body = body;
    }

    @Override
    public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context)
        throws IOException {
      ScopeChain scopes = context.getScopeChain();
      Map<?, ?> loggers = (Map<?, ?>) scopes.get(LOGGERS);
      int[] steps = (int[]) scopes.get(STEPS);
      int index = 0;
      for (Map.Entry<?, ?> logger : loggers.entrySet()) {
        if (++steps[0] > MOST_STEPS)
          throw new PebbleException(
              null, "its loops take more than " + MOST_STEPS + " steps", getLineNumber(), "");
        index++;
        scopes.pushScope();
        scopes.put(
            "loop",
            Map.of(
                "index",
                index,
                "index0",
                index - 1,
                "first",
                index == 1,
                "last",
                index == loggers.size()));
        if (level == null) {
          scopes.put(name, Map.of("key", logger.getKey(), "value", logger.getValue()));
        } else {
          scopes.put(name, logger.getKey());
          scopes.put(level, logger.getValue());
        }
        body.render(self, writer, context);
        scopes.popScope();
      }
    }

    @Override
    public void accept(NodeVisitor visitor) {
      visitor.visit(this);
    }
  }
}
