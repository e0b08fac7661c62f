package io.weir.command.sample;

/** Breaks the rule: a name that fits anything. */
final class PlanUtils {}
