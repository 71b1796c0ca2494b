"""Texts of every kind that is known for trouble."""

STRINGS = [
    # Nothing, and nearly nothing.
    "", " ", "\t", "\n", "   leading", "trailing   ", "a  b", ".", "-", "\\",
    "null", "NULL", "(null)", "nil", "None", "undefined", "true", "false",
    "NaN", "Infinity", "-Infinity", "hasOwnProperty", "constructor",
    # Figures that are none, or too many.
    "0", "-0", "1/0", "0x10", "1e400", "-1", "1,000.00", "1.000,00", "0.1e-9",
    "9" * 60, "0." + "0" * 40 + "1", "١٢٣", "１２３", "½", "1_000", "+1", "£", "£-5",
    "12.345", "1 000", "100%", "%s%n%d", "%x" * 20,
    # Dates that are none.
    "30 February 2026", "0/0/0", "31/11/2026", "2026-13-01", "99999-01-01",
    "today", "yesterday", "29 Feb 1900",
    # Letters with marks, alone and in heaps.
    "é", "e\u0301", "\u0301", "a" + "\u0300" * 40, "ŵ Ŵ ŷ Llŷr", "ǆ ß ẞ ŉ ﬃ",
    "İstanbul ısı", "Ω Ω", "ẛ̣", "à la carte", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́O",
    # Scripts.
    "日本語の文章です。", "한국어 조선말", "각", "ภาษาไทยไม่มีช่องว่าง", "বাংলা ক্ষি", "हिन्दी क्षत्रिय",
    "தமிழ்", "မြန်မာ", "ພາສາລາວ", "ኢትዮጵያ", "ᚠᛇᚻ", "Ελληνικά", "Українська", "עברית", "العربية",
    # Both ways at once.
    "שלום abc مرحبا 123", "abc \u202edcba", "\u2066left\u2069 \u2067right\u2069",
    "\u200f\u200e", "(مرحبا)",
    # Pictures of one cluster and of many.
    "👍🏽", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🇬🇧🇬", "❤️", "❤", "🫨", "👩🏿‍🚀 👩‍❤️‍💋‍👨", "1️⃣", "©️ ® ™", "😀" * 50,
    # What is not seen.
    "\u200b", "a\u200bb", "\ufeffa", "a\u00adb", "\u2028", "\u2029", "\u0085x",
    "\u00a0", "\u3000", "\u180e", "\u2060", "\u034f", "\ufff9\ufffa\ufffb",
    "\ue000", "\U000f0000", "\U0010ffff", "\ufffe\uffff", "\ufdd0", "\ufffd",
    # What commands a terminal.
    "\033[31mred\033[0m", "\033]0;title\a", "\033[2J", "\033c", "\033P1$r\033\\",
    "\033[20C", "\x9b31m", "\x9dtitle\x9c", "\a\a\a", "\b\b\b", "a\bb", "\x7f",
    "\x0e\x0f", "\x1a", "\x11\x13", "\r\n\r\n", "a\rb", "a\vb\fc", "\x01\x02\x04",
    "\033[7777~", "\033]7777;1\a", "\033[?1049l", "\033[6n",
    # What commands a shell, a database, a page or a spreadsheet.
    "'; DROP TABLE plan; --", "' OR '1'='1", "\"\"\"", "'", "`id`", "$(id)",
    "${HOME}", "{0}", "{name}", "{decider}", "{1} {$1}", "%(name)s", "<b>bold</b>",
    "<script>alert(1)</script>", "&amp;&#0;&lt;", "]]>", "<!--", "=1+1", "@SUM(1)",
    "+cmd|' /C calc'!A0", "a,b;c\td", "a | b", "key: value", "# no comment", "+ text",
    "../../etc/passwd", "C:\\con", "/dev/null", "--file=x", "-rf", "file://x",
    # Long, without a place to break, and with too many.
    "a" * 5000, "ab " * 3000, "日" * 1200, "\n" * 100, "line\n" * 60, "-" * 300,
    "a-" * 200, " " * 200 + "x",
    # Week grids, choices and rows, nearly.
    "mon morning: Huw 2 h", "mon morning", "monday: x", "llun bore: nofio",
    "mon morning: a\nmon morning: b", "a", "b", "a b", "a, b", "other: x", "other:",
    "yes", "ie", "YES", "1", "2", "3", "1 2 3", "999999999999", "1 1 1", "agree",
]
