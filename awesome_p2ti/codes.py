"""CODES: every code of a problem, with its reason, a wrong and a right example.

``awesome-p2ti explain CODE`` prints a row. ``wrong`` and ``right`` are lines of an entry unless
they begin with a hash sign; a test puts each into a sound entry and checks it.
"""

from __future__ import annotations

from dataclasses import dataclass

from awesome_p2ti.problems import Problem, Severity, Span

_WARNING = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Code:
    """Why something is reported, with a wrong and a right example."""

    title: str
    why: str
    wrong: str
    right: str
    severity: Severity = Severity.ERROR


CODES: dict[str, Code] = {
    # --- files -------------------------------------------------------------------------------
    "not-readable": Code(
        "A file cannot be read",
        "The system refuses to hand the file out, so nothing is known about its entry.",
        "# a file without read permission",
        "# chmod u+r data/papers/2023/elite.yaml",
    ),
    "not-utf8": Code(
        "A file is not UTF-8",
        "Another encoding turns accents into other letters on other machines.",
        '# authors: ["Philipp Kr\\xe4henb\\xfchl"]   (bytes of Latin-1)',
        '# authors: ["Philipp Krähenbühl"]        (saved as UTF-8)',
    ),
    "file-too-large": Code(
        "A file is over 64 KiB",
        "An entry is a few lines. A larger file is a mistake, or an attempt to make the tool slow.",
        "# a table of a thousand scores in one file",
        "# one file a benchmark, a short note a row",
    ),
    "empty-file": Code(
        "A file holds no values",
        "An empty file is no entry. It is often what is left when an editor failed to save.",
        "# data/papers/2023/elite.yaml with 0 bytes",
        "# delete it, or fill in title, date, an id and tasks",
    ),
    "stray-file": Code(
        "A file does not belong where it is",
        "Only .yaml files in the folder of their kind are read. A file elsewhere in data/ would be "
        "ignored in silence, and a symbolic link could point outside the list.",
        "# data/papers/elite.yml",
        "# data/papers/2023/elite.yaml",
    ),
    "file-name": Code(
        "A file name is not a proper id",
        "The name without .yaml is the entry's id: it is used in addresses, in other entries and on "
        "file systems that ignore case.",
        "# data/papers/2023/ELITE (final).yaml",
        "# data/papers/2023/elite.yaml",
    ),
    "wrong-folder": Code(
        "A paper lies in the folder of another year",
        "Papers go by the year of their first version, so no folder grows past the 1,000 files "
        "that GitHub shows.",
        "# data/papers/2023/dreambooth.yaml with date: 2022-08",
        "# data/papers/2022/dreambooth.yaml",
    ),
    "duplicate-id": Code(
        "Two files have the same id",
        "An id names one entry, whatever the folder of its year.",
        "# data/papers/2023/elite.yaml and data/papers/2024/elite.yaml",
        "# data/papers/2024/elite-video.yaml",
    ),
    # --- YAML --------------------------------------------------------------------------------
    "yaml-syntax": Code(
        "The text is not YAML",
        "The parser stops there, so nothing behind it can be checked. A colon in a title is the "
        "usual cause.",
        "title: ELITE: Encoding Visual Concepts",
        'title: "ELITE: Encoding Visual Concepts"',
    ),
    "tab": Code(
        "A file holds a tab",
        "YAML forbids tabs as indentation, and elsewhere they look like spaces and are none.",
        "tasks:\t[subject]",
        "tasks: [subject]",
    ),
    "duplicate-key": Code(
        "A field is given twice",
        "YAML silently keeps the last of the two; the first is lost without a word.",
        "venue: CVPR 2023\nvenue: ICCV 2023",
        "venue: CVPR 2023",
    ),
    "yaml-alias": Code(
        "An alias stands for another value",
        "Entries are read by people who do not know YAML's anchors, and aliases hide what a line "
        "says.",
        "authors: &a [Rinon Gal]\nformer_titles: *a",
        "authors: [Rinon Gal]\nformer_titles: [Rinon Gal]",
    ),
    "alias-bomb": Code(
        "Aliases expand without bound",
        "A few lines of nested aliases can stand for billions of values and take all memory.",
        "authors: &a [*a]",
        "authors: [Rinon Gal]",
    ),
    "yaml-tag": Code(
        "A value has a YAML tag",
        "The types of all fields are known; a tag can only contradict them or ask for an object.",
        "title: !!str A Title",
        "title: A Title",
    ),
    "too-deep": Code(
        "Values are nested too deeply",
        "No entry needs more than a few levels; thousands of them crash YAML parsers.",
        "authors: " + "[" * 60 + "]" * 60,
        "authors: [Rinon Gal]",
    ),
    "line-break": Code(
        "A text has a line break in it",
        "Titles, names and notes stand on one line of the README; a line break would end a list "
        "item or a table row.",
        "title: |\n  A Title\n  in Two Lines",
        "title: A Title in Two Lines",
    ),
    "yaml-number": Code(
        "YAML reads a text as a number",
        "Without quotes the arXiv id 2304.03410 becomes the number 2304.0341, which is another "
        "paper's id or none.",
        "arxiv: 2208.01618",
        'arxiv: "2208.01618"',
    ),
    "yaml-boolean": Code(
        "YAML reads a word as true or false",
        "yes, no, on and off are booleans to some YAML parsers and words to others.",
        "name: No",
        'name: "No"',
    ),
    "yaml-date": Code(
        "YAML reads a text as a date",
        "2022-08-02 becomes a date object; the list keeps year and month.",
        "date: 2022-08-02",
        "date: 2022-08",
    ),
    "comment": Code(
        "A # cuts a text off",
        "Behind a space, # begins a comment: what follows is lost without a word. A comment proper "
        "has a space behind its #.",
        "title: Otter #2 for Pets",
        'title: "Otter #2 for Pets"',
    ),
    "backslash": Code(
        "A backslash in double quotes stands for another character",
        "In double quotes \\t is a tab and \\n a line break, so $\\theta$ loses its t. In single quotes a "
        "backslash is a backslash.",
        'title: "$\\theta$-Guided Pets"',
        "title: '$\\theta$-Guided Pets'",
    ),
    # --- characters --------------------------------------------------------------------------
    "control-character": Code(
        "A text holds an invisible character",
        "Control and zero-width characters come along with copied text, break searches, and can "
        "hide things from a reviewer.",
        'title: "A\\u200bTitle"',
        "title: A Title",
    ),
    "bidi-character": Code(
        "A character changes the direction of text",
        "Bidirectional controls make a line look unlike what it says: the Trojan Source trick.",
        'title: "A \\u202eeltiT"',
        "title: A Title",
    ),
    "not-normalised": Code(
        "Unicode text is not in its normal form",
        "An e with a combining accent looks like é and is not equal to it, so searches and "
        "comparisons fail.",
        "authors: [Philipp Kra\u0308henbu\u0308hl]",
        "authors: [Philipp Krähenbühl]",
    ),
    "look-alike": Code(
        "A letter of another alphabet stands in a word",
        "A Cyrillic \u0430 looks like a Latin a and is another letter: no search finds the word, and "
        "nobody sees that the work is listed already. Digits and letters of full width are alike.",
        'title: "A P\u0435t"',
        "title: A Pet",
    ),
    "broken-encoding": Code(
        "Letters were broken by a wrong encoding",
        "Text was saved as UTF-8 and read as something else on its way: Fr√©chet was Fréchet.",
        "title: The Fr√©chet Distance",
        "title: The Fréchet Distance",
    ),
    "stray-space": Code(
        "A text has spaces that do not show",
        "Leading, trailing and double spaces vanish on a page and break comparisons.",
        'title: "A  Title "',
        "title: A Title",
    ),
    "markup": Code(
        "A text holds HTML or LaTeX",
        "The list shows a text as it is, so a reader would see &eacute; or \\'e instead of é.",
        "title: 'Fr\\\\''echet &amp; Friends'",
        "title: Fréchet & Friends",
        _WARNING,
    ),
    "curly-quotes": Code(
        "A text stands in curly quotes",
        "Word processors turn straight quotes into curly ones, which YAML takes for letters.",
        "title: “A Title”",
        'title: "A Title"',
        _WARNING,
    ),
    # --- fields ------------------------------------------------------------------------------
    "unknown-field": Code(
        "A field is not known",
        "A misspelt field would be ignored, and what it says lost.",
        "authers: [Rinon Gal]",
        "authors: [Rinon Gal]",
    ),
    "missing-field": Code(
        "A field is missing",
        "Without it the entry cannot be shown or found.",
        "links:\n  code: {official: false}",
        "links:\n  code: {url: https://github.com/rinongal/textual_inversion, official: false}",
    ),
    "empty-value": Code(
        "A field has no value",
        "Nothing is known by an empty field; leave the field out.",
        "venue:",
        "venue: ICLR 2023",
    ),
    "wrong-type": Code(
        "A value is of another type",
        "A list, a text or a mapping is expected there.",
        "authors: Rinon Gal and Yuval Alaluf",
        "authors: [Rinon Gal, Yuval Alaluf]",
    ),
    "unknown-value": Code(
        "A value is none of those that the field knows",
        "The words are fixed so that they can be counted and compared.",
        "approach: finetuning",
        "approach: test-time",
    ),
    "out-of-range": Code(
        "A value is too large, too small or too long",
        "No real value lies there.",
        f"title: {'A' * 1001}",
        "title: A Title",
    ),
    "bad-id": Code(
        "A text is not an id",
        "Ids have lower-case letters, digits and single hyphens, so they can stand in addresses.",
        "# columns: [{id: CLIP-T, name: CLIP-T}]",
        "# columns: [{id: clip-t, name: CLIP-T}]",
    ),
    "date": Code(
        "A date is not a year and a month",
        "The list keeps year and month of the first public version.",
        'date: "August 2022"',
        "date: 2022-08",
    ),
    "venue": Code(
        "A venue has no year",
        "A name and the year of the conference or volume are shown together.",
        "venue: CVPR'23",
        "venue: CVPR 2023",
    ),
    "author": Code(
        "An author is not one person",
        "Each item is one name, given name first, as BibTeX and searches need it: no et al., no "
        "marks of footnotes, and nobody twice.",
        "authors: [Rinon Gal and Yuval Alaluf, et al.]",
        "authors: [Rinon Gal, Yuval Alaluf]",
        _WARNING,
    ),
    "author-capitals": Code(
        "A name is in capitals",
        "Some papers print names in capitals; citations and searches want the usual letters.",
        "authors: [RINON GAL, YUVAL ALALUF]",
        "authors: [Rinon Gal, Yuval Alaluf]",
        _WARNING,
    ),
    "arxiv-id": Code(
        "A text is not an arXiv id",
        "The id is kept without 'arXiv:', version or address, so that one paper has one spelling.",
        'arxiv: "2208.01618v1"',
        'arxiv: "2208.01618"',
    ),
    "doi": Code(
        "A text is not a DOI",
        "A DOI begins with 10. and is kept without https://doi.org/.",
        "doi: https://doi.org/10.1007/978-3-031-73411-3_23",
        "doi: 10.1007/978-3-031-73411-3_23",
    ),
    "openreview-id": Code(
        "A text is not an OpenReview forum id",
        "The id is what follows id= in the forum's address.",
        "openreview: https://openreview.net/forum?id=NAQvF08TcyG",
        "openreview: NAQvF08TcyG",
    ),
    "address": Code(
        "A text is not an address",
        "A link that a browser cannot open is no link.",
        "links: {project: textual-inversion.github.io}",
        "links: {project: https://textual-inversion.github.io}",
    ),
    "address-scheme": Code(
        "An address is not http or https",
        "Other schemes run code, open programs or read files.",
        "links: {project: 'javascript:alert(1)'}",
        "links: {project: https://textual-inversion.github.io}",
    ),
    "address-private": Code(
        "An address points to a private or local host",
        "Nobody else can open it, and a link checker that did would knock at a private network.",
        "links: {demo: http://192.168.0.7:7860}",
        "links: {demo: https://huggingface.co/spaces/ELITE-library/ELITE}",
    ),
    "address-credentials": Code(
        "An address carries a user name or password",
        "What is published in a list is no secret any more.",
        "links: {code: https://user:secret@github.com/rinongal/textual_inversion}",
        "links: {code: https://github.com/rinongal/textual_inversion}",
    ),
    "arxiv-address": Code(
        "An arXiv address is not in its lasting form",
        "PDF, versioned and http forms name one version of the paper; the abstract page names all.",
        "links: {dataset: 'https://arxiv.org/pdf/2208.01618v1.pdf'}",
        "links: {dataset: 'https://arxiv.org/abs/2208.01618'}",
    ),
    "tracking-parameter": Code(
        "An address follows readers around",
        "Parameters such as utm_source tell the site where a reader came from and nothing else.",
        "links: {project: 'https://textual-inversion.github.io/?utm_source=list'}",
        "links: {project: 'https://textual-inversion.github.io/'}",
    ),
    # --- across entries ----------------------------------------------------------------------
    "no-paper": Code(
        "A paper has no address",
        "An arXiv id, a DOI, an OpenReview id or links.paper leads a reader to the paper.",
        "arxiv: ~",
        'arxiv: "2208.01618"',
    ),
    "unknown-venue": Code(
        "A venue is not in data/venues.yaml",
        "One spelling for each venue lets readers filter by it; a new one is added to that file.",
        "venue: CPVR 2023",
        "venue: CVPR 2023",
    ),
    "venue-year": Code(
        "A venue's year contradicts the paper's date",
        "The date is that of the first public version, so nothing is published in a year before "
        "it, and hardly anything many years later.",
        "venue: CVPR 2019",
        "venue: CVPR 2023",
    ),
    "misplaced-id": Code(
        "An id stands elsewhere than in its own field",
        "Duplicates, dates and citations are checked by arxiv, doi and openreview; an address says "
        "nothing to them.",
        "doi: 10.48550/arXiv.2208.01618\narxiv:",
        'arxiv: "2208.01618"',
    ),
    "unknown-base-model": Code(
        "A base model is not in data/base_models.yaml",
        "One spelling for each base model lets readers filter by it, in papers and in results; "
        "a new one is added to that file. `fix` replaces the aliases that stand there.",
        "base_models: [SD1.5]",
        "base_models: [Stable Diffusion 1.5]",
    ),
    "duplicate-base-model": Code(
        "A name stands twice in data/base_models.yaml",
        "A name that belongs to two base models cannot be told from the other's, and no alias "
        "can be replaced by it.",
        "# - name: SDXL 1.0, beside aliases: [SDXL 1.0] of SDXL",
        "# - name: SDXL with aliases: [SDXL 1.0]",
    ),
    "declined-work": Code(
        "A work of data/declined.yaml is listed",
        "Somebody looked at the work and left it out, for the reason that stands there. Where the "
        "reason no longer holds, the pull request takes it out of that file and says so.",
        "# a paper whose arXiv id stands in data/declined.yaml",
        "# leave it out, or take it out of data/declined.yaml in the same change",
    ),
    "repeated-item": Code(
        "A list names the same thing twice",
        "The second one says nothing, or stands in the place of another.",
        "tasks: [subject, subject]",
        "tasks: [subject]",
    ),
    "unknown-task": Code(
        "A task is not in data/tasks.yaml",
        "Tasks are the sections of the list.",
        "tasks: [subjects]",
        "tasks: [subject]",
    ),
    "unknown-reference": Code(
        "An id names no entry",
        "A reference to an entry that does not exist leads nowhere.",
        "distinct_from: [dreambooht]",
        "distinct_from: [dreambooth]",
    ),
    "duplicate-arxiv": Code(
        "Two entries have the same arXiv id",
        "It is the same paper twice, or one of the two ids is another paper's.",
        "# elite.yaml and elite-customization.yaml, both with arxiv: \"2302.13848\"",
        "# one entry",
    ),
    "duplicate-doi": Code(
        "Two entries have the same DOI",
        "It is the same paper twice, or one of the two DOIs is another paper's.",
        "# two entries with doi: 10.1145/3610548.3618154",
        "# one entry",
    ),
    "duplicate-openreview": Code(
        "Two entries have the same OpenReview id",
        "It is the same paper twice, or one of the two ids is another paper's.",
        "# two entries with openreview: NAQvF08TcyG",
        "# one entry",
    ),
    "duplicate-paper": Code(
        "Two entries have the same address of the paper",
        "It is the same paper twice, or one of the two addresses is another paper's.",
        "# two entries with paper: https://example.com/paper.pdf",
        "# one entry",
    ),
    "duplicate-title": Code(
        "Two entries have the same title",
        "Titles that differ only in case, punctuation or accents are one paper twice, and so is a former title.",
        '# "P+: Extended Textual Conditioning" and "P+ Extended textual conditioning"',
        "# one entry",
    ),
    "similar-title": Code(
        "Two entries have nearly the same title",
        "It is often one paper before and after it was retitled. Where they are two works, say so "
        "with distinct_from.",
        '# "Customized Text-to-Image Generation" and "Customised Text to Image Generation with X"',
        "# one entry, or distinct_from: [the-other]",
        _WARNING,
    ),
    "duplicate-code": Code(
        "Two entries have the same code address",
        "It is one paper twice, or one of the two links was copied from another paper's row. Where "
        "both works share the repository, say so with distinct_from.",
        "# two entries with code: https://github.com/rinongal/textual_inversion",
        "# the right address in each, or distinct_from: [the-other]",
        _WARNING,
    ),
    "duplicate-project": Code(
        "Two entries have the same project page",
        "It is one paper twice, or one of the two links was copied from another paper's row. Where "
        "both works share the page, say so with distinct_from.",
        "# two entries with project: https://dreambooth.github.io",
        "# the right address in each, or distinct_from: [the-other]",
        _WARNING,
    ),
    "date-contradicts-arxiv": Code(
        "The date contradicts the arXiv id",
        "An arXiv id begins with the year and month of the first version. A paper cannot have come "
        "out later, and earlier only where the entry names the place: OpenReview, a DOI, a venue.",
        "date: 2022-09",
        "date: 2022-08",
    ),
    "unlisted-paper": Code(
        "A row of results names a paper that is not listed",
        "A reader who meets a method in a table wants to open its paper in the list.",
        '# rows: [{method: ELITE, arxiv: "2302.13848", ...}] while elite is an entry',
        "# rows: [{method: ELITE, paper: elite, ...}]",
        _WARNING,
    ),
    "unknown-column": Code(
        "A row has a score for a column that the table lacks",
        "The score would not be shown.",
        "# scores: {clipt: 0.305}",
        "# scores: {clip-t: 0.305}",
    ),
    "duplicate-row": Code(
        "Two rows of results report the same thing",
        "Method, base model, tuning, protocol, table and reporter are the same, so one of two numbers "
        "is wrong, or what tells the rows apart is not said.",
        "# two rows with method: ELITE, reported_by: elite, where: Table 1",
        "# one row, or each with its own base_model, where or variant in the method's name",
    ),
    "score-out-of-range": Code(
        "A score lies outside its column's range",
        "A cosine of 30.5 is a percentage that was not divided by 100.",
        "# scores: {clip-t: 30.5}",
        "# scores: {clip-t: 0.305}",
    ),
    "score-outlier": Code(
        "A score is far from every other row's, or from what other sources print for the method",
        "It may be true; more often a digit was lost or a column swapped. Where the source prints "
        "it so, the row's doubt says it, and no score of the row counts as the best.",
        "# scores: {dino: 0.067}   (the others lie between 0.55 and 0.79)",
        "# scores: {dino: 0.67}, or a doubt that says why",
        _WARNING,
    ),
    "score-above-oracle": Code(
        "A score is better than that of real images",
        "Real images are a ceiling in practice, so another protocol or a swapped column is more "
        "likely. Where the source prints it so, the row's doubt says it, and no score of the row "
        "counts as the best.",
        "# scores: {dino: 0.816}   (Real images (oracle): 0.774)",
        "# scores: {dino: 0.618}, or protocol: variant, or a doubt that says why",
        _WARNING,
    ),
    "score-scale": Code(
        "A score is a percentage among fractions, or a fraction among percentages",
        "Papers print a cosine as 0.305 or as 30.5; one column holds one of the two.",
        "# scores: {imagereward: 62}   (the others lie between 0.5 and 0.7)",
        "# scores: {imagereward: 0.62}",
        _WARNING,
    ),
    "unnamed-table": Code(
        "A row of results names no table",
        "A number is checked where it was printed: `where` names the table, or the README's.",
        "# where: Section 4",
        "# where: Table 1",
        _WARNING,
    ),
    # --- outputs -----------------------------------------------------------------------------
    "stale-output": Code(
        "A built file differs from what data/ builds",
        "Built files are never edited by hand: change the data or the template and build again.",
        "# README.md edited by hand",
        "# awesome-p2ti build",
    ),
    # --- the ledger --------------------------------------------------------------------------
    "ledger-copy": Code(
        "The ledger names a copy that lies elsewhere than at the Internet Archive",
        "The README links such a copy where an address is gone. The weekly job finds copies at "
        "https://web.archive.org only, so somebody else wrote the line.",
        '# {"url": "https://example.com/gone", ..., "target": "https://elsewhere.example.com/copy"}',
        '# {"url": "https://example.com/gone", ..., "target": "https://web.archive.org/web/..."}',
    ),
    "ledger-date": Code(
        "The ledger names a day that is still to come",
        "An address was not seen on a day after today; with such a day the list would count as "
        "checked for ever.",
        '# {"url": "https://example.com", "status": "ok", "since": "...", "ok": "9999-12-31"}',
        '# {"url": "https://example.com", "status": "ok", "since": "...", "ok": "2026-11-23"}',
    ),
    # --- links -------------------------------------------------------------------------------
    "link-moved": Code(
        "An address has moved permanently",
        "The site redirects permanently (301 or 308) or states that the thing has a new name. "
        "Such redirects are often switched off after some years.",
        "# code: https://github.com/old-name/project",
        "# code: https://github.com/new-name/project   (awesome-p2ti fix does it)",
        _WARNING,
    ),
    "link-gone": Code(
        "An address leads to nothing",
        "Two requests were answered that there is no such page, or the domain does not exist.",
        "# project: https://example.com/removed   (HTTP 404)",
        "# project: {url: https://example.com/removed, archived: https://web.archive.org/web/...}",
    ),
    "link-wrong": Code(
        "An address leads to something else",
        "It answers, but with another paper, a login, a parked domain, a page that says 'not found', "
        "the site's front page, a withdrawn paper or an empty repository.",
        '# arxiv: "2305.13921"   (another paper has this id)',
        '# arxiv: "2304.03411"   (the id of the paper that the title names)',
    ),
    "link-unrelated": Code(
        "An address leads to something that names the work nowhere",
        "The page, README, model card or video is there and has text enough to tell, but neither a "
        "title, the short name, the arXiv id or DOI of the work, nor two of its authors.",
        "# code: https://github.com/name/other-project   (on another topic)",
        "# code: https://github.com/name/project   (its README names the work)",
        _WARNING,
    ),
    "link-broken-demo": Code(
        "A demo does not run",
        "The space is paused or has failed. A sleeping one is fine: it wakes up for its visitor.",
        "# demo: https://huggingface.co/spaces/name/paused",
        "# demo: https://huggingface.co/spaces/name/running",
        _WARNING,
    ),
    "link-fragment-missing": Code(
        "A page lacks the part that an address names",
        "What stands after '#' is not on the page, so a reader lands at its top.",
        "# project: https://example.com/page#reslts",
        "# project: https://example.com/page#results",
        _WARNING,
    ),
    "link-blocked": Code(
        "A page is closed to programs",
        "The site turns programs away, and most likely not a person in a browser. It may be fine.",
        "# paper: https://publisher.example.com/article   (HTTP 403)",
        "# the same, with an exception in data/exceptions.yaml after a look in a browser",
        _WARNING,
    ),
    "link-unreachable": Code(
        "An address cannot be reached at the moment",
        "The host did not respond, had a server error, or has a fault in its TLS certificate. That is "
        "often temporary, so the link does not count as gone.",
        "# project: https://down.example.com   (no answer in time)",
        "# the same, when the host is back",
        _WARNING,
    ),
    "link-refused": Code(
        "An address is never requested",
        "It is not http or https, or its host is on a private network: addresses from strangers must "
        "not make this program connect to internal services.",
        "# project: http://192.168.1.1/admin",
        "# project: https://example.com/project",
        _WARNING,
    ),
    "link-input": Code(
        "A part of the input that names links cannot be read",
        "The links of that line or part were not checked. To skip them silently would look like a "
        "clean run.",
        '# {"url": "https://example.com", "authors": 5}   (a line of a .jsonl file)',
        '# {"url": "https://example.com", "authors": ["Ada Lovelace"]}',
    ),
    "exception-expired": Code(
        "An accepted verdict has expired",
        "An exception has a last day, so that somebody looks again.",
        '# until: "2025-01-31"',
        '# until: "2027-01-31"   (after a look), or no exception',
    ),
    "exception-unused": Code(
        "An accepted verdict is not needed any more",
        "The link is fine, has another verdict, or is gone from the list.",
        "# - url: https://example.com/back-again   with   verdict: blocked",
        "# exceptions: []",
        _WARNING,
    ),
}  # fmt: skip


def problem_at(path: str, span: Span, code: str, message: str, hint: str = "") -> Problem:
    """Return a problem at a place of a file, as severe as its code says."""
    severity = CODES[code].severity
    return Problem(path, span.line, span.column, code, message, hint, severity, span.end_column)
