/** What the module's tests share: intents with defaults, and the command side as they play it. */
package io.weir.executor.testing;
