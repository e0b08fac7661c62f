package io.weir.projection.timeline;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.wire.EventMetadata;
import io.weir.projection.deployments.Replaced;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event and what has to be known about its deployment to speak of it.
 *
 * @param metadata who, when and why
 * @param event what happened
 * @param clock the deployment's own clock at the event
 * @param deploymentName the deployment's name
 * @param state what the deployment is after the event
 * @param currentJob its job after the event
 * @param jobGeneration the generation of the spec that this job runs
 * @param inTransition whether a transition is under way after the event
 * @param upgrading whether that transition replaces a running job
 * @param alreadyTerminating whether the event's job was on its way down before the event
 * @param session where the event's job was placed before the event, when on a session cluster
 * @param savepointOrigin who asked for the event's savepoint
 * @param savepointJob the job of the event's savepoint
 * @param replaced the job that the transition puts another in the place of
 */
public record Scene(
    EventMetadata metadata,
    DeploymentEvent event,
    Instant clock,
    String deploymentName,
    ActualState state,
    Optional<UUID> currentJob,
    Optional<Long> jobGeneration,
    boolean inTransition,
    boolean upgrading,
    boolean alreadyTerminating,
    Optional<JobSession> session,
    Optional<SavepointOrigin> savepointOrigin,
    Optional<UUID> savepointJob,
    Optional<Replaced> replaced) {}
