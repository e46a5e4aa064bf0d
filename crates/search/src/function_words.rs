//! Words that hold sentences together and say little of what is asked ("what", "the", "how do we").
//!
//! Beside other words they neither need to be on a page nor count for much; a query of nothing else looks for them as
//! for any word. Rarity alone doesn't tell them apart: in a small library, "how" may stand on fewer pages than the name
//! of a product. The lists are those words of each language that a question is likely to hold, as [`crate::analysis`]
//! gives them: in lower case and without accents.

use crate::plan::Clause;

/// Which of a query's words are such words beside others, in one of the languages (BCP 47 tags).
pub(crate) fn among<'a>(clauses: &[Clause], languages: impl Iterator<Item = &'a str>) -> Vec<bool> {
    let languages: Vec<&str> = languages.collect();
    let mut are: Vec<bool> = clauses.iter().map(|clause| is_one(&clause.typed, &languages)).collect();
    if are.iter().all(|it| *it) {
        are.fill(false);
    }
    are
}

/// Whether a word is such a word in one of the languages.
pub(crate) fn is_one(word: &str, languages: &[&str]) -> bool {
    languages.iter().any(|language| holds(list(language), word))
}

fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|other| other == word)
}

/// The words of a language, between spaces; none where the language has no list.
fn list(language: &str) -> &'static str {
    match language.split(['-', '_']).next().unwrap_or_default() {
        "en" => ENGLISH,
        "de" => GERMAN,
        "fr" => FRENCH,
        "es" => SPANISH,
        "pt" => PORTUGUESE,
        "it" => ITALIAN,
        "nl" => DUTCH,
        "sv" => SWEDISH,
        "da" | "nb" | "nn" | "no" => DANISH_AND_NORWEGIAN,
        _ => "",
    }
}

const ENGLISH: &str = "a about all also am an and any are as at be been being but by can could did do does doing don for \
     from had has have having how i if in into is isn it its let me my no nor not of on or our ours please shall she \
     should so such than that the their them then there these they this those to us was we were what when where which \
     while who whom whose why will with would you your yours he her him his";

const GERMAN: &str = "aber als am an auch auf aus bei beim bin bis bitte da damit dann das dass dem den denn der des dessen die \
     dies diese diesem diesen dieser dieses doch du durch ein eine einem einen einer eines er es euch euer eure fur hat \
     haben hast hatte ich ihr ihre ihrem ihren ihrer im in ins ist kann kannst kein keine konnen konnt man mein meine mit nach \
     nicht noch nun nur ob oder sein seine sich sie sind so soll sollen um und uns unser unsere unserer unter vom von vor wann \
     war waren warum was welche welchem welchen welcher welches wem wen wenn wer werden wie wieso wir wird wo wurde \
     wurden zu zum zur";

const FRENCH: &str = "a ai ainsi alors au aucun aussi aux avec avez avoir avons c ce cela celle celui ces cet cette ceux chez combien \
     comme comment d dans de des dont du elle elles en est et etes etre eu fait il ils j je l la laquelle le lequel les \
     lesquels leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ont ou par pas peut peuvent pour pouvez \
     pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont sur ta te tes toi ton tu un une vos \
     votre vous y";

const SPANISH: &str = "a al algun alguna ante como con cual cuales cuando cuanto cuantos de del desde donde e el ella ellas ellos en \
     entre era es esa ese eso esta estan estas este esto estos fue ha han hay la las le les lo los mas me mi mis muy \
     nos nosotros nuestra nuestras nuestro nuestros o para pero por porque puede pueden puedo que quien quienes se ser si sin \
     sobre son su sus te tiene tienen tu tus un una unas unos usted ustedes y ya yo";

const PORTUGUESE: &str = "a ao aos as com como da das de do dos e ela elas ele eles em entre era essa esse esta estao este isso isto \
     ja lhe mais mas me meu minha muito na nao nas no nos nossa nossas nosso nossos o onde os ou para pela pelas pelo pelos \
     pode podem por porque qual quais quando quanto quantos que quem se sem ser seu seus sao sob sobre sua suas te tem \
     ter teu tua um uma umas uns voce voces";

const ITALIAN: &str = "a agli ai al alla alle allo anche c che chi ci come con cosa cui d da dal dalla dalle dei del della delle dello \
     di dove e ed essere gli ha hanno i il in io l la le lei lo loro ma mi mio ne nei nel nella nelle noi non nostra \
     nostro o per perche piu possiamo possono puo qual quale quali quando quanto quanti questa questo qui se si sia sono su \
     sua sugli sul sulla suo ti tra tu un una uno vi voi vostra vostro";

const DUTCH: &str = "aan al als bij dan dat de deze die dit doen door dus een en er geen had hebben hebt heeft het hij hoe hun ik in is \
     ja je jij jouw jullie kan kun kunnen maar me met mij mijn moet moeten na naar niet nog nu of om onder ons onze ook op \
     over te tot u uit uw van veel voor waar waarom wanneer waren was wat we welk welke werd wie wij worden wordt zal ze \
     zich zij zijn zo zou";

const SWEDISH: &str = "alla att av blir da de dem den denna det dess detta dig din dina ditt du efter eller en er ett for fran gor ha \
     han har hon hur i inte ja jag kan man med men mig min mina mitt mot nar nagon ni och om oss pa sa sig sin ska som till \
     under ut vad var varfor vara vem vi vid vilka vilken vilket ar";

const DANISH_AND_NORWEGIAN: &str = "af alle at av bare ble blev bli bliver da de deg dem den denne der deres det dette dig din dine dit du \
     eller en er et for fra gjor gor ha han har hun hva hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor i \
     ikke jeg kan kun man med meg men mig min mine mit na naar nar noen nogen nu og om os oss pa sa sig skal som til ud \
     under var ved vi vil vores vare";

#[cfg(test)]
mod tests {
    use super::*;

    fn minor(query: &str, languages: &[&str]) -> Vec<bool> {
        let clause = |word: &str| Clause { typed: word.to_owned(), ..Clause::default() };
        among(&query.split(' ').map(clause).collect::<Vec<_>>(), languages.iter().copied())
    }

    #[test]
    fn function_words_are_minor_beside_others_in_the_languages_of_the_index() {
        assert_eq!(minor("do you encrypt data", &["en-GB"]), [true, true, false, false]);
        assert_eq!(minor("wo liegen die daten", &["de", "en"]), [true, false, true, false]);
        assert_eq!(minor("die cast", &["en"]), [false, false]);
    }

    #[test]
    fn a_query_of_nothing_else_looks_for_them() {
        assert_eq!(minor("who are we", &["en"]), [false, false, false]);
    }

    #[test]
    fn lists_hold_words_as_the_index_does() {
        for language in ["en", "de", "fr", "es", "pt", "it", "nl", "sv", "da"] {
            assert!(list(language).split_ascii_whitespace().count() > 50);
            assert!(list(language).chars().all(|character| character == ' ' || character.is_ascii_lowercase()));
        }
    }
}
