//! Pages and drawings, some of them hostile.

use proptest::prelude::*;

use crate::{Active, Content, Facts, Limits, MediaType, Trace, read};

fn html(text: &str) -> Content {
    read(text.as_bytes(), MediaType::Html, &Limits::default()).unwrap_or_default()
}

fn svg(text: &str) -> Content {
    read(text.as_bytes(), MediaType::Svg, &Limits::default()).unwrap_or_default()
}

#[test]
fn a_page_is_what_its_readers_see() {
    let page = html(
        "<!doctype html><html><head><title>Cold\n &amp; safe</title><meta name=author content=Ada><style>p { color: red }</style></head>\
         <body><h1>From <b>dock</b></h1><p>to\n door<br>and <span hidden>never</span> back<table><tr><td>One<td>Two</table>\
         <template>Later</template><textarea>Typed</textarea>",
    );
    assert_eq!(page.text(), "From dock\nto  door\nand  back\nOne\tTwo\nTyped");
    assert_eq!(page.facts, Facts { title: Some("Cold & safe".to_owned()), ..Facts::default() });
    assert_eq!((page.traces, page.active), (vec![Trace::Author("Ada".to_owned())], vec![]));
}

#[test]
fn what_a_page_would_run_or_fetch_is_found() {
    for (page, expected) in [
        ("<script>alert(1)</script>Text", vec![Active::Script]),
        ("<script type=\"application/ld+json\">{}</script>", vec![]),
        ("<a href=\" java\nscript:alert(1)\">x</a>", vec![Active::Script]),
        ("<p onClick=go()>x", vec![Active::Script]),
        ("<a href=\"https://fine.example\">x</a>", vec![]),
        ("<img src=//t.example/a.png>", vec![Active::External("//t.example/a.png".to_owned())]),
        (
            "<p style=\"background: url('HTTPS://t.example/b')\">",
            vec![Active::External("HTTPS://t.example/b".to_owned())],
        ),
        (
            "<style>@import \"http://t.example/c.css\";</style>",
            vec![Active::External("http://t.example/c.css".to_owned())],
        ),
    ] {
        assert_eq!(html(page).active, expected, "{page}");
    }
    assert_eq!(html("<script>a</script>Text").text(), "Text");
}

#[test]
fn a_drawing_tells_its_size_and_its_words() {
    let drawing = svg(
        "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY ns \"http://www.w3.org/2000/svg\">]><svg viewBox=\"0 0 132.4 32\" width=\"100%\">\
         <title>Way of an alarm</title><script/><text>Door <tspan>open</tspan></text><text><![CDATA[Call]]></text></svg>",
    );
    assert_eq!(drawing.text(), "Door open\nCall");
    let Facts { width, height, title, .. } = drawing.facts;
    assert_eq!((width, height, title.as_deref()), (Some(132), Some(32), Some("Way of an alarm")));
    assert_eq!(drawing.active, [Active::Script]);
    assert_eq!(svg("<svg width=\"40px\" height=\"20\"/>").facts.width, Some(40));
}

#[test]
fn scripts_in_drawings_are_found_wherever_they_hide() {
    for drawing in [
        "<svg onload=\"alert(1)\"/>",
        "<svg><a xlink:href=\"javascript:alert(1)\"/></svg>",
        "<!DOCTYPE svg [<!ENTITY x \"<script>alert(1)</script>\">]><svg>&x;</svg>",
        "<svg><foreignObject><iframe src=\"javascript:alert(1)\"/></foreignObject></svg>",
    ] {
        assert_eq!(svg(drawing).active, [Active::Script], "{drawing}");
    }
    let tracker = svg("<svg><image href=\"https://t.example/a.png\"/></svg>");
    assert_eq!(tracker.active, [Active::External("https://t.example/a.png".to_owned())]);
}

proptest! {
    #[test]
    fn whatever_comes_is_some_page(text in "(<[a-z/!?]{0,8}|[a-z =\"'>&;\\[\\]-]|script|<!ENTITY|\\PC){0,60}") {
        let _ = (html(&text), svg(&text));
    }
}
