//! A line of a theme that no browser will do.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// Your theme asks for something that the content security policy forbids.
    ///
    /// Each page lets a browser load scripts, style sheets and images of the site itself, and nothing else: so nobody learns who
    /// reads it, and nothing that stands in a record can act. What a theme asks for beyond that is silently not done: the page
    /// looks as if the line were not there.
    ///
    /// Wrong:
    ///
    /// ```html theme/base.html
    /// {% extends "base.html" %}{% block footer %}<p style="color: teal">Ask Priya.</p>{% endblock %}
    /// ```
    ///
    /// Right:
    ///
    /// ```html theme/base.html
    /// {% extends "base.html" %}{% block footer %}<p class="ask">Ask Priya.</p>{% endblock %}
    /// ```
    "theme-blocked", Warning, [], Run::Reading
}
