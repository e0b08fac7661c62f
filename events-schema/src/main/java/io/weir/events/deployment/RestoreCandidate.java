package io.weir.events.deployment;

import java.util.Optional;
import java.util.UUID;

/**
 * A restore point that was looked at and not taken.
 *
 * @param savepointId its id in the catalogue
 * @param location where its data is, if known
 * @param why one sentence
 */
public record RestoreCandidate(UUID savepointId, Optional<String> location, String why) {}
