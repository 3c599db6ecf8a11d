//! A method to which fewer and fewer answer.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// Far fewer answered the last time than before.
    ///
    /// Whoever stops answering has not stopped having an opinion. The last wave is laid beside the three before it: the share of
    /// those asked who answered may fall by `response_fall` under `[bounds]`, otherwise 20 percentage points, and a single
    /// missing answer is no fall. Ask those who were silent how they would rather be asked, and write an `[[evaluation]]` of the
    /// method, made since that wave.
    ///
    /// Wrong, where of the four who were asked all answered in March, and one in June:
    ///
    /// ```text
    /// accounts/northwind/feedback/2026-03-10-pulse.toml
    /// accounts/northwind/feedback/2026-06-10-pulse.toml
    /// ```
    ///
    /// Right, with an evaluation of the method, which says what the other three would rather have:
    ///
    /// ```text
    /// accounts/northwind/feedback/2026-03-10-pulse.toml
    /// accounts/northwind/feedback/2026-06-10-pulse.toml
    /// accounts/northwind/plan.toml
    /// ```
    "response-rate-falling", Advice, ["CFAM7.1.6-P2"], Run::Reviewing
}
