//! The rules, one file each, named for its code. Adding one is a file and a line in each of the two lists.

pub mod action_overdue;
pub mod ambiguous_reference;
pub mod answer_slow;
pub mod answer_unasked;
pub mod answer_without_survey;
pub mod assessment_overdue;
pub mod audience_without_report;
pub mod bad_csv;
pub mod bad_date;
pub mod bad_duration;
pub mod bad_file_name;
pub mod bad_id;
pub mod bad_money;
pub mod bad_pattern;
pub mod bad_period;
pub mod bad_reference;
pub mod bad_slug;
pub mod bad_source_url;
pub mod baseline_without_reason;
pub mod change_untold;
pub mod complaint_past_target;
pub mod complaint_unaccepted;
pub mod complaint_unacknowledged;
pub mod contact_cadence_missed;
pub mod criticism_unanswered;
pub mod date_mismatch;
pub mod decision_maker_unmet;
pub mod decision_maker_unpaired;
pub mod done_before_agreed;
pub mod done_without_date;
pub mod duplicate_id;
pub mod duplicate_slug;
pub mod effort_out_of_proportion;
pub mod effort_over_budget;
pub mod empty_text;
pub mod ended_mismatch;
pub mod ends_before_begins;
pub mod exception_expired;
pub mod expectation_missed;
pub mod expectation_not_agreed;
pub mod expectation_unmeasured;
pub mod expectation_unraised;
pub mod expertise_unmet;
pub mod feedback_without_action;
pub mod file_too_large;
pub mod forbidden_text;
pub mod front_matter;
pub mod future_date;
pub mod guideline_broken;
pub mod information_missing;
pub mod information_unranked;
pub mod information_unsourced;
pub mod interest_unreviewed;
pub mod lfs_pointer;
pub mod major_unscored;
pub mod margin_low;
pub mod merge_conflict;
pub mod method_not_agreed;
pub mod method_unanalysed;
pub mod method_unevaluated;
pub mod method_unused;
pub mod missing_field;
pub mod nested_account;
pub mod nested_too_deep;
pub mod new_account;
pub mod no_account;
pub mod no_challenge;
pub mod no_decision_maker;
pub mod no_expertise;
pub mod no_information;
pub mod no_monitor;
pub mod no_owner;
pub mod no_profile;
pub mod no_progress;
pub mod no_selection;
pub mod no_senior_contact;
pub mod no_successor;
pub mod no_tier;
pub mod no_trigger;
pub mod not_text;
pub mod not_verified;
pub mod nothing_inbound;
pub mod nothing_offered;
pub mod objective_late;
pub mod objective_not_agreed;
pub mod objective_one_sided;
pub mod objective_untouched;
pub mod objective_without_action;
pub mod one_form_only;
pub mod one_person_carries;
pub mod one_voice_missing;
pub mod opportunity_without_next;
pub mod out_of_range;
pub mod override_invalid;
pub mod owner_left;
pub mod period_missing;
pub mod procedure_missed;
pub mod procedure_not_agreed;
pub mod profile_stale;
pub mod purpose_not_shared;
pub mod quality_falling;
pub mod recommendation_unaddressed;
pub mod recommendation_undecided;
pub mod recommendation_without_authority;
pub mod records_missing;
pub mod redundant;
pub mod relation_weakening;
pub mod report_overdue;
pub mod response_rate_falling;
pub mod result_contradicts_value;
pub mod return_unrecorded;
pub mod review_overdue;
pub mod review_without_findings;
pub mod risk_unreviewed;
pub mod risk_without_response;
pub mod score_off_scale;
pub mod self_reference;
pub mod shortfall_without_action;
pub mod signal_without_action;
pub mod somebody_untold;
pub mod source_unweighed;
pub mod submodule;
pub mod symbolic_link;
pub mod task_unread;
pub mod team_share_low;
pub mod theme_blocked;
pub mod theme_broken;
pub mod theme_contract;
pub mod theme_unmatched;
pub mod theme_unused;
pub mod tier_unsupported;
pub mod toml_syntax;
pub mod tool_needed;
pub mod tool_uncovered;
pub mod trigger_fired;
pub mod trigger_without_bound;
pub mod unclaimed_file;
pub mod unknown_audience;
pub mod unknown_changed_field;
pub mod unknown_criterion;
pub mod unknown_field;
pub mod unknown_format;
pub mod unknown_kind;
pub mod unknown_segment;
pub mod unknown_signal;
pub mod unknown_theme;
pub mod unknown_tier;
pub mod unknown_value;
pub mod unresolved_reference;
pub mod unsafe_link;
pub mod users_unasked;
pub mod value_unstated;
pub mod variance_unexplained;
pub mod weakness_repeated;
pub mod wrong_type;

use super::rule::Rule;

/// Every rule, by code.
pub const ALL: &[Rule] = &[
    action_overdue::RULE,
    ambiguous_reference::RULE,
    answer_slow::RULE,
    answer_unasked::RULE,
    answer_without_survey::RULE,
    assessment_overdue::RULE,
    audience_without_report::RULE,
    bad_csv::RULE,
    bad_date::RULE,
    bad_duration::RULE,
    bad_file_name::RULE,
    bad_id::RULE,
    bad_money::RULE,
    bad_pattern::RULE,
    bad_period::RULE,
    bad_reference::RULE,
    bad_slug::RULE,
    bad_source_url::RULE,
    baseline_without_reason::RULE,
    change_untold::RULE,
    complaint_past_target::RULE,
    complaint_unaccepted::RULE,
    complaint_unacknowledged::RULE,
    contact_cadence_missed::RULE,
    criticism_unanswered::RULE,
    date_mismatch::RULE,
    decision_maker_unmet::RULE,
    decision_maker_unpaired::RULE,
    done_before_agreed::RULE,
    done_without_date::RULE,
    duplicate_id::RULE,
    duplicate_slug::RULE,
    effort_out_of_proportion::RULE,
    effort_over_budget::RULE,
    empty_text::RULE,
    ended_mismatch::RULE,
    ends_before_begins::RULE,
    exception_expired::RULE,
    expectation_missed::RULE,
    expectation_not_agreed::RULE,
    expectation_unmeasured::RULE,
    expectation_unraised::RULE,
    expertise_unmet::RULE,
    feedback_without_action::RULE,
    file_too_large::RULE,
    forbidden_text::RULE,
    front_matter::RULE,
    future_date::RULE,
    guideline_broken::RULE,
    information_missing::RULE,
    information_unranked::RULE,
    information_unsourced::RULE,
    interest_unreviewed::RULE,
    lfs_pointer::RULE,
    major_unscored::RULE,
    margin_low::RULE,
    merge_conflict::RULE,
    method_not_agreed::RULE,
    method_unanalysed::RULE,
    method_unevaluated::RULE,
    method_unused::RULE,
    missing_field::RULE,
    nested_account::RULE,
    nested_too_deep::RULE,
    new_account::RULE,
    no_account::RULE,
    no_challenge::RULE,
    no_decision_maker::RULE,
    no_expertise::RULE,
    no_information::RULE,
    no_monitor::RULE,
    no_owner::RULE,
    no_profile::RULE,
    no_progress::RULE,
    no_selection::RULE,
    no_senior_contact::RULE,
    no_successor::RULE,
    no_tier::RULE,
    no_trigger::RULE,
    not_text::RULE,
    not_verified::RULE,
    nothing_inbound::RULE,
    nothing_offered::RULE,
    objective_late::RULE,
    objective_not_agreed::RULE,
    objective_one_sided::RULE,
    objective_untouched::RULE,
    objective_without_action::RULE,
    one_form_only::RULE,
    one_person_carries::RULE,
    one_voice_missing::RULE,
    opportunity_without_next::RULE,
    out_of_range::RULE,
    override_invalid::RULE,
    owner_left::RULE,
    period_missing::RULE,
    procedure_missed::RULE,
    procedure_not_agreed::RULE,
    profile_stale::RULE,
    purpose_not_shared::RULE,
    quality_falling::RULE,
    recommendation_unaddressed::RULE,
    recommendation_undecided::RULE,
    recommendation_without_authority::RULE,
    records_missing::RULE,
    redundant::RULE,
    relation_weakening::RULE,
    report_overdue::RULE,
    response_rate_falling::RULE,
    result_contradicts_value::RULE,
    return_unrecorded::RULE,
    review_overdue::RULE,
    review_without_findings::RULE,
    risk_unreviewed::RULE,
    risk_without_response::RULE,
    score_off_scale::RULE,
    self_reference::RULE,
    shortfall_without_action::RULE,
    signal_without_action::RULE,
    somebody_untold::RULE,
    source_unweighed::RULE,
    submodule::RULE,
    symbolic_link::RULE,
    task_unread::RULE,
    team_share_low::RULE,
    theme_blocked::RULE,
    theme_broken::RULE,
    theme_contract::RULE,
    theme_unmatched::RULE,
    theme_unused::RULE,
    tier_unsupported::RULE,
    toml_syntax::RULE,
    tool_needed::RULE,
    tool_uncovered::RULE,
    trigger_fired::RULE,
    trigger_without_bound::RULE,
    unclaimed_file::RULE,
    unknown_audience::RULE,
    unknown_changed_field::RULE,
    unknown_criterion::RULE,
    unknown_field::RULE,
    unknown_format::RULE,
    unknown_kind::RULE,
    unknown_segment::RULE,
    unknown_signal::RULE,
    unknown_theme::RULE,
    unknown_tier::RULE,
    unknown_value::RULE,
    unresolved_reference::RULE,
    unsafe_link::RULE,
    users_unasked::RULE,
    value_unstated::RULE,
    variance_unexplained::RULE,
    weakness_repeated::RULE,
    wrong_type::RULE,
];
