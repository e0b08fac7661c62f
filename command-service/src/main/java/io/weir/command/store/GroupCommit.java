package io.weir.command.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Commits what several commands decided in one transaction (docs/adr/016). Whoever makes a group
 * large enough while there is room for another writer ({@link Gathering}) leads: it writes what
 * waits, itself included, and each command learns its own outcome. What comes meanwhile is of the
 * next group. The first of a group keeps the time, and leads when that is over; so a single command
 * waits for nobody, and the more come, the larger the groups.
 *
 * <p>Of a group all is committed or nothing. When the store refuses it, its halves are tried, down
 * to the command that does not fit, which is told to go its own way: a conflict or a repeated key
 * of one fails no neighbour.
 */
public final class GroupCommit {
  private static final int LARGEST_GROUP = 64;

  /** Behind a leader that hangs, nobody waits longer before going its own way. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Who is written is answered; the time-outs of the leader's connection bound that. */
  private static final Duration FOREVER = Duration.ofDays(1);

  private final GroupTransaction transaction;
  private final StoreTransactions transactions;
  private final Duration gathersAtMost;

  private final Gathering gathering;
  private final Deque<GroupMember> waiting = new ArrayDeque<>();
  private final Set<UUID> underWay = new HashSet<>();

  public GroupCommit(GroupTransaction transaction, StoreTransactions transactions) {
    this(transaction, transactions, new Gathering(Gathering.WRITERS), Gathering.AT_MOST);
  }

  GroupCommit(
      GroupTransaction transaction,
      StoreTransactions transactions,
      Gathering gathering,
      Duration gathersAtMost) {
    this.transaction = transaction;
    this.transactions = transactions;
    this.gathering = gathering;
    this.gathersAtMost = gathersAtMost;
  }

  /**
   * Writes what a command decided in memory, and its answer.
   *
   * @return the global index of its newest event; empty when nothing was written, and the command
   *     has to be done in a transaction of its own
   * @throws StoreUnavailableException when the database did not answer, and nothing happened
   * @throws OutcomeUnknownException when the answer to the commit was lost for good
   */
  public OptionalLong write(StoreTransactions.Decision<?> decision, Optional<KeptAnswer> answer) {
    GroupMember me = new GroupMember(decision.transaction().events(), answer);
    if (!join(me)) return OptionalLong.empty();
    try {
      if (me.keepsTime() && !me.awaitTurn(gathersAtMost)) leadIfRoom(me);
      if (!me.awaitTurn(PATIENCE)) {
        if (leave(me)) return OptionalLong.empty();
        me.awaitTurn(FOREVER);
      }
      if (me.leads()) lead(me);
      OptionalLong newestIndex = me.outcome();
      if (newestIndex.isPresent()) transactions.committed(decision.transaction());
      return newestIndex;
    } finally {
      part(me);
    }
  }

  /** False when a command of the same deployment is under way, which it would conflict with. */
  private synchronized boolean join(GroupMember member) {
    if (member.aggregates().anyMatch(underWay::contains)) return false;
    member.aggregates().forEach(underWay::add);
    if (gathering.isEnough(waiting.size() + 1) && gathering.hasRoom(underWay.size())) {
      gathering.begins();
      member.lead();
    } else {
      if (waiting.isEmpty()) member.keepTimeUntil(System.nanoTime() + gathersAtMost.toNanos());
      waiting.addLast(member);
    }
    return true;
  }

  private synchronized void part(GroupMember member) {
    member.aggregates().forEach(underWay::remove);
  }

  /** Whether it was still waiting. */
  private synchronized boolean leave(GroupMember member) {
    return waiting.remove(member);
  }

  /** How many wait: for the group that is being written, or for more to come. */
  synchronized int waiting() {
    return waiting.size();
  }

  private void lead(GroupMember me) {
    List<GroupMember> group = assemble(me);
    try {
      write(group);
    } catch (RuntimeException | Error failure) {
      group.forEach(member -> member.failed(failure));
    } finally {
      handOver();
      group.forEach(GroupMember::wake);
    }
  }

  private synchronized List<GroupMember> assemble(GroupMember me) {
    List<GroupMember> group = new ArrayList<>(List.of(me));
    while (group.size() < LARGEST_GROUP && !waiting.isEmpty()) group.add(waiting.pollFirst());
    return group;
  }

  private synchronized void handOver() {
    gathering.wrote(underWay.size());
    GroupMember first = waiting.peekFirst();
    if (first == null || !gathering.hasRoom(underWay.size())) return;
    // Behind a group of the largest size the first does not keep the time.
    if (gathering.isEnough(waiting.size()) || first.isTimeOver(System.nanoTime())) begin();
  }

  /** The time to gather is over. Without room, who writes hands over to who waits for so long. */
  private synchronized void leadIfRoom(GroupMember first) {
    if (waiting.peekFirst() == first && gathering.hasRoom(underWay.size())) begin();
  }

  private void begin() {
    gathering.begins();
    waiting.removeFirst().lead();
  }

  private void write(List<GroupMember> group) {
    Optional<long[]> indexes = transaction.write(group);
    if (indexes.isPresent()) {
      for (int i = 0; i < group.size(); i++) group.get(i).wrote(indexes.get()[i]);
    } else if (group.size() == 1) {
      group.getFirst().wroteNothing();
    } else {
      write(group.subList(0, group.size() / 2));
      write(group.subList(group.size() / 2, group.size()));
    }
  }
}
