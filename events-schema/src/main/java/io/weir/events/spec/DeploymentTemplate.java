package io.weir.events.spec;

/**
 * The template of a deployment's jobs.
 *
 * @param metadata its annotations
 * @param spec what a job looks like
 */
public record DeploymentTemplate(TemplateMetadata metadata, TemplateSpec spec) {}
