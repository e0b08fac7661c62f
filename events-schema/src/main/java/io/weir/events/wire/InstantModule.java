package io.weir.events.wire;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Times in JSON by {@link InstantText}; what is no text of a time is Jackson's to judge. */
final class InstantModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  InstantModule() {
    super("weir-instants");
    addSerializer(Instant.class, new Writer());
    addDeserializer(Instant.class, new Reader());
  }

  private static final class Writer extends StdScalarSerializer<Instant> {
    Writer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializationContext context) {
      out.writeString(InstantText.of(value));
    }
  }

  private static final class Reader extends StdScalarDeserializer<Instant> {
    Reader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) {
      if (in.hasToken(JsonToken.VALUE_STRING)) {
        try {
          return InstantText.parse(in.getString());
        } catch (DateTimeParseException unusual) {
          // Jackson takes more forms, or says what is wrong with this one.
        }
      }
      return InstantDeserializer.INSTANT.deserialize(in, context);
    }
  }
}
