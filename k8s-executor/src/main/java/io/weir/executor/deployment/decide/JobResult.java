package io.weir.executor.deployment.decide;

import io.weir.events.deployment.FinalStatus;
import java.util.Optional;

/**
 * What a highly available JobManager wrote down about the end of its job.
 *
 * @param status how it ended
 * @param failure the stack trace of what ended it
 */
public record JobResult(FinalStatus status, Optional<String> failure) {}
