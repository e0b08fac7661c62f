package io.weir.events.sample;

import org.springframework.context.ApplicationEvent;

/** Breaks the rule: a fact that knows a framework. */
public class KnowsSpring extends ApplicationEvent {
  private static final long serialVersionUID = 1L;

  /** A fact. */
  public KnowsSpring(Object source) {
    super(source);
  }
}
