/*
 * The order in which a form set can be worked out.  Private to the loader.
 */
#ifndef FORM_ORDER_H
#define FORM_ORDER_H

struct loader;

/*
 * Fill set->order.  What waits for itself is reported, once for each circle
 * with all that are on it, and set->order is then only nearly right.
 */
void order_make(struct loader *loader);

#endif
