//! One document with everything in it, as three audiences see it.

use super::{Audience, outline, rendered};

const BODY: &str = include_str!("kitchen_sink.md");

#[test]
fn internal_readers_see_all() {
    insta::assert_snapshot!(rendered(BODY, Audience::Internal).html);
}

#[test]
fn partners_see_what_is_for_them() {
    insta::assert_snapshot!(rendered(BODY, Audience::Partner).html);
}

#[test]
fn customers_see_the_least() {
    insta::assert_snapshot!(rendered(BODY, Audience::Customer).html);
}

#[test]
fn contents_and_sections_of_the_customer_build_hold_no_internal_word() {
    let page = rendered(BODY, Audience::Customer);
    insta::assert_debug_snapshot!((page.contents, page.sections));
}

#[test]
fn the_outline_holds_all() {
    insta::assert_debug_snapshot!(outline(BODY));
}
