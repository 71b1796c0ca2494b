/*
 * The smallest forms that hold together: a step about the person, one about
 * the money and one about what it buys, with streams, portions, a scheme that
 * is invented, and something of everything that readiness looks at.
 */
#ifndef RIG_SMALL_FORMS_H
#define RIG_SMALL_FORMS_H

/* clang-format off */
#define SMALL_PERSON \
	"form: you\ntitle: You\nlanguage: 1\nstep: 1\n\n" \
	"page: names\ntitle: Names\npart: front\n\n" \
	"question: name\nmeans: person.name\ntype: line\n" \
	"label: What is your name?\nrequired: for agreement\n\n" \
	"question: called\nmeans: person.called\ntype: line\n" \
	"label: What shall we call you?\nrequired: wanted\n\n" \
	"question: born\ntype: date\nlabel: When were you born?\n\n" \
	"page: helpers\ntitle: Helpers\npart: front\nask if: called <> 'Nia'\n\n" \
	"question: helped\ntype: yes-no\nlabel: Does anyone help {name}?\n" \
	"required: for agreement\n\n" \
	"question: helper\ntype: line\nlabel: Who?\nask if: helped = 'yes'\n" \
	"required: for agreement\n\n"

#define SMALL_MONEY \
	"form: money\ntitle: Money\nlanguage: 1\nstep: 2\n\n" \
	"page: sum\ntitle: The sum\npart: my money\n\n" \
	"question: route\nmeans: budget.route\ntype: choose one\n" \
	"label: How do you know it?\noption: scored | By points\n" \
	"option: told | We were told\noption: none | Not yet\n" \
	"required: for agreement\n\n" \
	"question: told\ntype: money\nlabel: What were you told?\n" \
	"ask if: route = 'told'\nrequired: for agreement\n" \
	"check: told < 10000000\nmessage: That is a great deal, {name}.\n" \
	"warn: told < 100000\nwarning: That is little.\n\n" \
	"question: score\ntype: number\nlabel: How many points?\n" \
	"ask if: route = 'scored'\nrequired: for agreement\n\n" \
	"calculate: scored\ntype: money\nlabel: By points\nplus: score\n" \
	"times: 100\nround: 0.01 half up\n\n" \
	"calculate: year\nmeans: budget.year\ntype: money\nlabel: A year\n" \
	"choose: scored if route = 'scored'\nchoose: told if route = 'told'\n\n" \
	"calculate: week\nmeans: budget.week\ntype: money\nlabel: A week\n" \
	"plus: year\ndivide by: 52\nround: 0.01 half up\n\n"

#define SMALL_LINES \
	"form: plan\ntitle: Plan\nlanguage: 1\nstep: 3\n\n" \
	"page: portions\ntitle: Portions\npart: my money\n\n" \
	"repeat: parts\nmeans: portion\ntitle: Parts\n" \
	"label: Who holds the money?\nadd: Another\n\n" \
	"question: held\nmeans: portion.what\ntype: line\nlabel: By whom?\n" \
	"in: parts\n\n" \
	"question: size\nmeans: portion.year\ntype: money\n" \
	"label: How much a year?\nin: parts\n\n" \
	"page: lines\ntitle: Lines\npart: my support\n\n" \
	"repeat: things\nmeans: line\ntitle: Support\n" \
	"label: What supports you?\nadd: Another\nrequired: for agreement\n\n" \
	"question: what\nmeans: line.what\ntype: line\nlabel: What is it?\n" \
	"in: things\nrequired: for agreement\n\n" \
	"question: cost\ntype: money\nlabel: What does it cost a week?\n" \
	"in: things\nrequired: wanted\n\n" \
	"question: money_from\nmeans: line.stream\ntype: choose one\n" \
	"label: Whose money?\nin: things\noptions: streams\n\n" \
	"question: portion\nmeans: line.portion\ntype: row reference\n" \
	"rows of: parts\nlabel: From which part?\nin: things\n\n" \
	"calculate: thing_week\nmeans: line.week\ntype: money\nin: things\n" \
	"label: A week\nplus: cost\n\n" \
	"calculate: thing_year\nmeans: line.year\ntype: money\nin: things\n" \
	"label: A year\nplus: cost\ntimes: 52\n\n" \
	"calculate: planned_week\nmeans: budget.planned_week\ntype: money\n" \
	"label: Planned a week\nsum: thing_week\n\n" \
	"calculate: planned_year\nmeans: budget.planned_year\ntype: money\n" \
	"label: Planned a year\nsum: thing_year\n\n" \
	"calculate: left_week\nmeans: budget.left_week\ntype: money\n" \
	"label: Left a week\nplus: week\nless: planned_week\n\n"

#define SMALL_FACTS \
	"stream: council\nlabel: The council\ncontribution: yes\n" \
	"one-off: no\nsource: Made up\nchecked: 2026-11-21\n\n" \
	"stream: health\nlabel: The NHS\ncontribution: no\none-off: no\n" \
	"source: Made up\nchecked: 2026-11-21\n\n" \
	"rule: gambling\nrows of: things\nclass: law\n" \
	"where: what = 'bets'\nmessage: This may not be bought.\n" \
	"source: Made up\nchecked: 2026-11-21\n\n" \
	"criterion: managed\nlabel: Who manages the money\nversion: 1\n" \
	"source: Made up\nchecked: 2026-11-21\nshown by: parts\n\n" \
	"check: within\nthat: left_week >= 0\n" \
	"message: More is planned than there is.\n\n" \
	"scheme: invented\ntitle: Invented\nlanguage: 1\nversion: 1\n" \
	"owner: Nobody\nfrom: 2026-04-01\nsource: Made up\n" \
	"checked: 2026-11-21\nillustrative: yes\nfigure: scored\n"
/* clang-format on */

#define SMALL_FORMS SMALL_PERSON SMALL_MONEY SMALL_LINES SMALL_FACTS

#endif
