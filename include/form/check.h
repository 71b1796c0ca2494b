/*
 * The static checker: what is wrong with forms although every line of them
 * can be read.  Private to the loader; complaints go to its report.
 */
#ifndef FORM_CHECK_H
#define FORM_CHECK_H

struct loader;

/* Steps, pages, languages, and then everything below. */
void check_all(struct loader *loader);

void check_meanings(struct loader *loader); /* check_meaning.c */
void check_fields(struct loader *loader);   /* check_field.c */
void check_sentences(struct loader *loader); /* check_sentence.c */
void check_answers(struct loader *loader);  /* check_answer.c */
void check_tables(struct loader *loader);   /* check_table.c */
void check_sums(struct loader *loader);	    /* check_sum.c */

#endif
