//! A template, a block or a component of a theme that changes nothing.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A template, a block or a component of your theme goes over nothing.
    ///
    /// What lies in `theme/` goes over what has the same name below. A name that was mistyped would change nothing, and nobody would
    /// be told.
    ///
    /// Wrong:
    ///
    /// ```html theme/base.html
    /// {% extends "base.html" %}{% block footr %}<p>Ask Priya.</p>{% endblock %}
    /// ```
    ///
    /// Right:
    ///
    /// ```html theme/base.html
    /// {% extends "base.html" %}{% block footer %}<p>Ask Priya.</p>{% endblock %}
    /// ```
    "theme-unmatched", Error, [], Run::Reading
}
