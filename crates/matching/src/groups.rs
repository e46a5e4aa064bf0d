//! Which of many questions ask about the same, so that one answer may do for several.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::text::Reader;

/// Groups questions by likeness: each by their places, the largest group first. A question belongs to the group with whose first question it
/// shares most, if that is more than half of what the two say (Dice). What only frames questions doesn't count.
pub fn groups(questions: &[&str], language: &str) -> Vec<Vec<usize>> {
    let mut reader = Reader::new(language);
    let stems: Vec<BTreeSet<String>> = questions.iter().map(|question| telling(&mut reader, question)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    // Of each stem, the groups whose first question has it; of each group, how many stems that has.
    let mut leaders: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut sizes: Vec<usize> = Vec::new();
    for (number, stems) in stems.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for group in stems.iter().filter_map(|stem| leaders.get(stem.as_str())).flatten() {
            *shared.entry(*group).or_default() += 1;
        }
        let of_both = |group: usize| sizes.get(group).copied().unwrap_or_default() + stems.len();
        let alike = shared.into_iter().filter(|(group, shared)| shared * 4 > of_both(*group));
        // The greatest share: fractions are compared across.
        let nearest = alike.max_by(|(one, shared), (other, others)| {
            (shared * of_both(*other)).cmp(&(others * of_both(*one))).then(other.cmp(one))
        });
        if let Some(group) = nearest.and_then(|(group, _)| groups.get_mut(group)) {
            group.push(number);
            continue;
        }
        for stem in stems {
            leaders.entry(stem).or_default().push(groups.len());
        }
        sizes.push(stems.len());
        groups.push(vec![number]);
    }
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group.first().copied()));
    groups
}

/// Stems of what a question is about; of one that has only framing, these.
fn telling(reader: &mut Reader, question: &str) -> BTreeSet<String> {
    let read = reader.read(question);
    let telling: BTreeSet<String> = read.counts.keys().filter(|stem| !read.framing.contains(*stem)).cloned().collect();
    if telling.is_empty() { read.framing } else { telling }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_about_the_same_come_together() {
        let questions = [
            "Do you run a bug bounty programme?",
            "Which colours are there?",
            "Is there a programme for bug bounties?",
            "Describe your bug bounty.",
            "What is it?",
        ];
        assert_eq!(groups(&questions, "en"), [vec![0, 2, 3], vec![1], vec![4]]);
        assert_eq!(groups(&[], "en"), Vec::<Vec<usize>>::new());
    }

    proptest::proptest! {
        #[test]
        fn each_question_is_in_one_group(questions in proptest::collection::vec("[a-d]{2,3}( [a-d]{2,3}){0,3}", 0..12)) {
            let questions: Vec<&str> = questions.iter().map(String::as_str).collect();
            let mut all: Vec<usize> = groups(&questions, "en").into_iter().flatten().collect();
            all.sort_unstable();
            proptest::prop_assert_eq!(all, (0..questions.len()).collect::<Vec<_>>());
        }
    }
}
