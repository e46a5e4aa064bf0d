//! Languages by their tags (BCP 47): what they call themselves, and which way they are written.

/// What a language calls itself, for the languages that most sites are in; the tag for others.
pub fn name(language: &str) -> &str {
    match language {
        "ar" => "العربية",
        "cs" => "Čeština",
        "da" => "Dansk",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fi" => "Suomi",
        "fr" => "Français",
        "he" => "עברית",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "nl" => "Nederlands",
        "no" | "nb" => "Norsk",
        "pl" => "Polski",
        "pt" => "Português",
        "sv" => "Svenska",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "zh" => "中文",
        other => other,
    }
}

/// `de` of `de-CH`.
pub fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

/// Whether a language is written from right to left.
pub fn is_right_to_left(language: &str) -> bool {
    language.contains("-Arab")
        || language.contains("-Hebr")
        || ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(&primary(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_languages_are_written_from_right_to_left() {
        assert!(is_right_to_left("ar"));
        assert!(is_right_to_left("he-IL"));
        assert!(!is_right_to_left("de-CH"));
    }
}
