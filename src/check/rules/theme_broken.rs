//! A template of a theme of one's own that cannot be used.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A template of your theme cannot be read, or no page can be made with it.
    ///
    /// Every page that is made with it would fail. So a check makes a page of each kind, with everything in it and with nothing, and
    /// tells what a template asks for and does not get, and where. The site goes on without the file.
    ///
    /// Every page also has a content security policy, before anything that it loads: what lies in the records cannot then reach
    /// out of the page.
    ///
    /// Wrong:
    ///
    /// ```html theme/base.html
    /// {% extends "base.html" %}{% block footer %}<p>{{ frame.portfolo }}</p>{% endblock %}
    /// ```
    ///
    /// Right:
    ///
    /// ```html theme/base.html
    /// {% extends "base.html" %}{% block footer %}<p>{{ frame.portfolio }}</p>{% endblock %}
    /// ```
    "theme-broken", Error, [], Run::Reading
}
