//! What is done in each browser. To add a scenario: write an async function of a [`Browser`] and list it below.
//!
//! Each starts from a fresh load of the page at 1440 × 900. Afterwards the page must not have complained about anything.

mod access;
mod address;
mod axe;
mod cell_view;
mod code;
mod complaints;
mod data_table;
mod failures;
mod figure;
mod gate_trials;
mod gradient_check;
mod gradient_flow;
mod gradient_lab;
mod hands;
mod language;
mod lessons;
mod looks;
mod measures;
mod mistakes;
mod numbers;
mod offline;
mod opening;
mod overlay;
mod own_data;
mod package;
mod page;
mod race;
mod samples;
mod saved;
mod saved_rows;
mod sound;
mod stage;
mod stops;
mod sum_over_time;
mod teaching;
mod trained;
mod transport;
mod update;
mod word;
mod written;

use std::pin::Pin;

use anyhow::Result;

use crate::browser::Browser;

/// An async function of a browser.
pub type Scenario = for<'b> fn(&'b Browser) -> Pin<Box<dyn Future<Output = Result<()>> + 'b>>;

/// Names each function as it is called here, without the module.
macro_rules! list {
    ($($module:ident::$name:ident),* $(,)?) => {
        &[$((stringify!($name), |browser| Box::pin($module::$name(browser)))),*]
    };
}

/// All scenarios that run in each engine, in the order in which they run.
pub const ALL: &[(&str, Scenario)] = list![
    complaints::are_heard,
    page::becomes_ready,
    opening::plays_one_pass,
    opening::ends_with_the_first_action,
    opening::rests_with_reduced_motion,
    opening::makes_the_rest_when_wanted,
    opening::keeps_its_place,
    numbers::numbers_are_native,
    numbers::sliders_are_native,
    numbers::refuses_other_numbers,
    transport::steps_through_every_moment,
    transport::follows_the_keys,
    transport::goes_by_passes,
    transport::plays_and_pauses,
    transport::plays_where_one_looks,
    transport::scrubs,
    sound::the_gradient_is_heard,
    sound::zeros_and_infinities_are_heard,
    stops::stops_at_a_small_gradient,
    stops::stops_at_a_saturated_gate,
    stops::stops_at_a_step,
    stops::stops_open_and_close_by_keys,
    word::reads_any_text,
    word::reads_as_it_is_typed,
    word::refuses_other_lengths,
    word::waits_for_composing,
    own_data::own_table_is_learned,
    own_data::own_file_is_read,
    stage::rolls_up,
    stage::shows_chosen_lanes,
    stage::zooms_out,
    stage::is_read_by_pointing,
    stage::is_read_by_keys,
    cell_view::walks_every_operation_of_the_rnn,
    cell_view::walks_every_operation_of_the_lstm,
    cell_view::walks_every_operation_of_the_gru,
    cell_view::prints_what_was_computed,
    cell_view::is_asked_by_pressing,
    update::one_by_one_is_native,
    update::a_hundred_is_native,
    update::a_long_run_stops,
    update::a_setting_ends_a_run,
    update::shows_single_weights,
    gradient_flow::draws_native_numbers,
    gradient_flow::goes_with_the_stage,
    gradient_flow::leads_to_where_it_dies,
    gradient_flow::survives_an_explosion,
    gradient_check::checks_as_natively,
    gradient_check::checks_a_sample_of_big_nets,
    gradient_check::checks_are_read_by_keys,
    gradient_check::checks_tell_a_wrong_gradient,
    gradient_lab::shows_where_gradients_die,
    gradient_lab::cuts_either_road,
    gradient_lab::says_what_a_bar_is,
    gradient_lab::multiplies_the_chain,
    gradient_lab::measures_what_is_left,
    gradient_lab::says_what_is_rounding,
    gradient_lab::says_what_is_not_there,
    gradient_lab::stacks_the_losses,
    overlay::a_pointed_gradient_shows_its_way,
    overlay::a_way_is_walked_by_keys,
    overlay::truncations_are_cut_on_the_stage,
    measures::measures_against_length,
    measures::measures_memory,
    saved::panels_are_saved,
    saved::measures_are_saved,
    saved::a_race_is_saved,
    saved::panels_speak,
    sum_over_time::the_sum_grows_from_the_right,
    sum_over_time::an_entry_of_the_sum_is_asked,
    sum_over_time::a_long_sum_is_scrolled,
    race::shows_every_task,
    race::trains_as_natively,
    race::says_what_was_reached,
    race::links_to_trained_weights,
    race::answers_as_natively,
    race::tells_what_exploded,
    race::counts_the_same_after_an_explosion,
    race::says_who_is_waited_for,
    race::walks_through_training,
    race::takes_back_a_setting,
    race::tells_missing_data,
    mistakes::mistakes_are_native,
    mistakes::a_mistake_is_put_on_the_stage,
    trained::starts_from_trained_weights,
    trained::tells_missing_weights,
    gate_trials::tries_each_gate,
    gate_trials::keeps_what_was_trained,
    samples::samples_are_native,
    samples::a_sample_is_stepped_through,
    samples::an_unknown_prompt_is_named,
    data_table::holds_every_digit,
    data_table::comes_and_goes_by_keys,
    code::is_the_native_script,
    code::has_the_shown_cells,
    code::is_copied_and_saved,
    code::is_short_of_many_weights,
    address::leads_to_the_same_bits,
    address::holds_what_was_changed,
    address::tells_a_mistake,
    teaching::a_homework_goes_out_and_comes_back,
    teaching::a_draft_outlives_a_reload,
    teaching::answers_outlive_a_reload,
    teaching::a_number_is_of_what_was_given,
    teaching::hidden_settings_are_not_there,
    teaching::locked_settings_stay,
    teaching::a_snippet_has_chosen_parts,
    language::switches_and_keeps_everything,
    language::opens_a_korean_link,
    looks::fits_each_size,
    looks::fits_a_narrow_or_zoomed_window,
    looks::changes_with_the_theme,
    failures::tells_an_old_browser,
    failures::tells_a_failed_download,
    failures::tells_a_crash,
    failures::leaves_the_text_readable,
    access::names_everything,
    access::reaches_everything_by_tab,
    access::goes_from_panel_to_panel,
    package::gives_the_golden_numbers,
    package::refuses_as_natively,
    package::gives_the_same_bits,
    lessons::lessons_are_read,
    lessons::lessons_are_read_in_korean,
    lessons::answers_stay_in_another_language,
    lessons::links_move_the_figure,
    lessons::lessons_are_places,
    lessons::slides_are_numbered,
    lessons::slides_move_the_figure,
    offline::works_without_a_network,
];

/// What does not depend on the engine, and runs in Chromium alone.
pub const IN_CHROMIUM: &[(&str, Scenario)] = list![
    axe::the_lab_breaks_no_rule,
    axe::other_layouts_break_no_rule,
    axe::lessons_break_no_rule,
    axe::texts_alone_break_no_rule,
];
