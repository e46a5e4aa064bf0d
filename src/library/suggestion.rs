//! "Did you mean …?": the word that comes nearest to one that isn't known.

/// The nearest of the known words, if one comes near enough to be what was meant: a word of one or two letters is near
/// to too much for that.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let most = lower.chars().count() / 3;
    known
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(lower.len()) <= most)
        .map(|candidate| (strsim::osa_distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The mend for a word that isn't known: the nearest one, else all of them.
pub(super) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(word, known.clone()) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None => format!("it can be {}", one_of(known)),
    }
}

/// "`a`, `b` or `c`"
pub(super) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        None => "nothing, since none is declared".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_where_it_is_near() {
        let known = ["owner", "status", "summary"];
        assert_eq!(nearest("onwer", known), Some("owner"));
        assert_eq!(nearest("Status", known), Some("status"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest("g", ["d", "go"]), None);
        assert_eq!(nearest("DE", ["de", "en"]), Some("de"));
    }

    #[test]
    fn where_none_is_near_all_are_named() {
        assert_eq!(did_you_mean("maybe", ["yes", "ask", "no"]), "it can be `yes`, `ask` or `no`");
        assert_eq!(did_you_mean("maybe", ["yes"]), "it can be `yes`");
    }
}
