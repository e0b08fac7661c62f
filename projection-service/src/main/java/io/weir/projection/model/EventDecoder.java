package io.weir.projection.model;

import io.weir.eventlog.LogRecord;
import io.weir.eventlog.reader.RecordDecoder;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.EventCodec;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.RecordedEvent;
import io.weir.events.wire.UndecodableException;

/** Reads a record of {@code weir.events}. */
public final class EventDecoder implements RecordDecoder<RecordedEvent> {
  @Override
  public RecordedEvent decode(LogRecord record) {
    EventMetadata metadata = CloudEventHeaders.metadata(record.headers());
    DeploymentEvent event =
        EventCodec.decode(
            CloudEventHeaders.wireName(record.headers()),
            CloudEventHeaders.revision(record.headers()),
            record.payload());
    if (!event.deploymentId().equals(metadata.aggregateId()))
      throw new UndecodableException(
          "Expected an event of deployment %s, but its body speaks of %s"
              .formatted(metadata.aggregateId(), event.deploymentId()));
    return new RecordedEvent(metadata, event);
  }
}
