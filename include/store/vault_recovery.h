/*
 * The recovery key as people write it down.
 *
 * Only sources of floor store, and their tests, include this.
 */
#ifndef STORE_VAULT_RECOVERY_H
#define STORE_VAULT_RECOVERY_H

#include <stdbool.h>

#include "store/vault.h"

/*
 * What was typed, as it was shown; false if it has not as many letters and
 * figures, or others than a key can have.
 */
bool vault_recovery_read(
    const char *typed, char recovery[VAULT_RECOVERY_SIZE]);

#endif
