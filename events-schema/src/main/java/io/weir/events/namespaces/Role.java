package io.weir.events.namespaces;

/** What somebody may do in a namespace; each may do what the one before may. */
public enum Role {
  /** See deployments and what belongs to them. */
  VIEWER,
  /** Change deployments, savepoints, artifacts and secret values. */
  EDITOR,
  /** Change targets, tokens and the namespace itself. */
  OWNER
}
