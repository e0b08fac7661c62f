/**
 * What the user can put right. Depends on nothing. Invariant: the message alone is enough to act
 * on.
 */
package io.weir.standalone.refusal;
