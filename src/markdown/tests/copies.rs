//! What readers take along.

use super::{Audience, TestLinker, settings};
use crate::markdown::{Copies, ItemFacts, copies};

fn for_customers(body: &str) -> Copies {
    copies(body, settings(Audience::Customer, ItemFacts::Written), &TestLinker)
}

const BODY: &str = "\
# Title

Yes. All data of {{ customer.name }} is
*encrypted* with `AES-256`, see [the certificate](proof/soc2), [[proof/soc2]] and [the standard](https://example.com/iso).

:::internal
We lost a deal over it: [[secret/deal]].
:::

- **Keys** in hardware {area=value audience=customer}
- for us {audience=internal}
  1. nested \\* star
  2. two &amp; three

> [!NOTE]
> A note.[^1]

| Week | Days |
|---|--:|
| 1–2 | 2 \\| 3 |

```text
code {{ as.it.is }}
```

Line\\
break <b>bold</b><!-- for us --> <https://example.com/>

<div>Raw <i>words</i><!-- for us --></div>

[secret]: secret/path \"Secret title\"
[^1]: The note.
[^2]: Nobody refers to it.
";

#[test]
fn markdown_and_html_link_only_to_the_outside() {
    let Copies { html, markdown, .. } = for_customers(BODY);
    assert!(
        markdown.contains("see the certificate, SOC 2 report and [the standard](https://example.com/iso)."),
        "{markdown}"
    );
    assert!(html.contains("see the certificate, SOC 2 report and <a href=\"https://example.com/iso\""), "{html}");
    assert!(markdown.contains("{{ customer.name }}"), "{markdown}");
    assert!(html.contains("data-name=\"customer.name\""), "{html}");
}

#[test]
fn plain_text_has_no_marks() {
    let expected = "\
Yes. All data of {{ customer.name }} is encrypted with AES-256, see the certificate, SOC 2 report and the standard (https://example.com/iso).

- Keys in hardware

A note.[1]

Week\tDays
1–2\t2 | 3

code {{ as.it.is }}

Line
break bold https://example.com/

Raw words

[1] The note.";
    assert_eq!(for_customers(BODY).plain, expected);
}

#[test]
fn copies_hold_nothing_that_the_page_does_not() {
    let body = "Text [[secret/x]] and [label](secret/y).\n\n[a]: secret/z\n\n- item\n\n  [b]: secret/w\n\n:::partner\npartners\n:::\n";
    let Copies { html, markdown, plain } = for_customers(body);
    for copy in [&html, &markdown, &plain] {
        assert!(!copy.contains("secret") && !copy.contains("partners"), "{copy}");
        assert!(copy.contains("label"), "{copy}");
    }
    assert!(markdown.starts_with("Text … and label."), "{markdown}");
}

#[test]
fn deep_nesting_ends() {
    let body = format!("{}text", "> ".repeat(3_000));
    assert!(for_customers(&body).plain.ends_with("text"));
}
