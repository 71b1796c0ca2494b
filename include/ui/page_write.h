/*
 * Writing on the whole screen: a long text that is alone on its page.  Its
 * place in the window, drawing it, and what a mouse does there; for
 * src/ui/page*.c alone.
 */
#ifndef UI_PAGE_WRITE_H
#define UI_PAGE_WRITE_H

#include "ui/page.h"

bool page_is_writing(const struct page_screen *page);
void page_write_lay(struct page_screen *page);
void page_write_draw(
    struct ui *ui, struct page_screen *page, const struct area *area);
void page_write_click(struct page_screen *page, int row, int column);
void page_write_scroll(struct page_screen *page, int rows);

#endif
