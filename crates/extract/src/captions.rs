//! Transcripts: `WebVTT` (<https://www.w3.org/TR/webvtt1/>) and `SubRip`, which has no specification: blocks of lines, one of them with times.

use crate::{Content, Facts, Part, Place, plain};

/// What is said in so many seconds stands together: a reader is led to a place in a recording, not to half a sentence.
const TOGETHER: u32 = 30;

/// Reads the cues of a transcript.
pub(crate) fn read(bytes: &[u8]) -> Content {
    let text = plain::decode(bytes);
    let mut parts: Vec<Part> = Vec::new();
    let mut from = 0;
    let mut end = None;
    for block in text.split("\n\n") {
        let mut lines = block.lines().skip_while(|line| !line.contains("-->"));
        let Some((begins, ends)) = lines.next().and_then(times) else { continue };
        end = end.max(Some(ends));
        let said = lines.map(without_tags).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        match parts.last_mut() {
            Some(last) if begins.saturating_sub(from) < TOGETHER => {
                // Subtitles that roll up say a line twice.
                if !last.text.ends_with(&said) {
                    last.text.push('\n');
                    last.text.push_str(&said);
                }
            }
            _ => {
                from = begins;
                parts.push(Part::new(Place::Cue { seconds: begins }, said));
            }
        }
    }
    Content { parts, facts: Facts { seconds: end, ..Facts::default() }, ..Content::default() }
}

/// The seconds at which a cue begins and ends.
fn times(line: &str) -> Option<(u32, u32)> {
    let (begins, rest) = line.split_once("-->")?;
    // Where the cue stands on the screen follows.
    Some((seconds(begins.trim())?, seconds(rest.split_whitespace().next()?)?))
}

/// `1:02:03.456`, `02:03,456`: `SubRip` writes a comma.
fn seconds(time: &str) -> Option<u32> {
    let whole = time.split(['.', ',']).next()?;
    whole.split(':').try_fold(0u32, |sum, part| sum.checked_mul(60)?.checked_add(part.parse().ok()?))
}

/// A line without `<v Speaker>`, `<i>` and times within it; a speaker's name stays.
fn without_tags(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        let Some((name, after)) = tag.split_once('>') else { break };
        if let Some(speaker) = name.strip_prefix("v ") {
            plain.push_str(speaker.trim());
            plain.push_str(": ");
        }
        rest = after;
    }
    plain.push_str(rest.split('<').next().unwrap_or_default());
    plain.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(Place, String)> {
        read(text.as_bytes()).parts.into_iter().map(|part| (part.place, part.text)).collect()
    }

    #[test]
    fn what_is_said_within_half_a_minute_stands_together() {
        let text = "WEBVTT\n\nNOTE not said\n\n1\n00:01.000 --> 00:04.000 align:start\n<v Ada>Good &amp; <i>well</i>\n\n\
                    00:05.000 --> 00:09.000\nGo on\n\n01:00:40.000 --> 01:00:44.500\nLast\n";
        let expected = [
            (Place::Cue { seconds: 1 }, "Ada: Good & well\nGo on".to_owned()),
            (Place::Cue { seconds: 3_640 }, "Last".to_owned()),
        ];
        assert_eq!(said(text), expected);
        assert_eq!(read(text.as_bytes()).facts.seconds, Some(3_644));
    }

    #[test]
    fn subrip_is_read_as_well_with_times_that_make_no_sense_left_out() {
        let text = "1\r\n00:00:01,000 --> 00:00:04,000\r\nHello\r\n\r\n2\r\n99999999999:00 --> x\r\nLost\r\n";
        assert_eq!(said(text), [(Place::Cue { seconds: 1 }, "Hello".to_owned())]);
        assert_eq!(said("no transcript at all"), []);
    }
}
