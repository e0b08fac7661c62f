package io.weir.command.sample;

/** Breaks the rule: a name that says nothing. */
final class PlanStoreImpl {}
