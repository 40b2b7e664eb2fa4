/** Which part of the table each function may touch: the kinds of keys it reads and writes, and the indexes it queries. What is deployed grants exactly this; every test that runs the functions holds them to it. */
import type { keys } from '../store/item.ts';
import type { indexes } from '../store/table.ts';
import type { FunctionName } from './resource-names.ts';

/** What a key begins with, before its first `#`. */
export type KeyKind = Exclude<keyof typeof keys, 'spendPause'> | 'spend-pause';

export interface TableAccess {
  reads: readonly KeyKind[];
  puts: readonly KeyKind[];
  /** Moved in the due index without being read; absent for a function that never does. */
  putsBack?: readonly KeyKind[];
  queries: readonly (keyof typeof indexes)[];
}

/** What changing a booking takes, for every function. */
const reads = ['booking', 'clinic', 'policy'] as const;
const clientIndexes = ['phone', 'email'] as const;
const nameIndexes = ['name1', 'name2', 'name3', 'name4'] as const;

export const tableAccess: Readonly<Record<FunctionName, TableAccess>> = {
  webhook: {
    reads: [...reads, 'contact', 'delivery'],
    puts: ['booking', 'delivery'],
    queries: clientIndexes,
  },
  'client-pages': {
    reads: [...reads, 'contact', 'draft', 'page'],
    puts: ['booking', 'contact', 'draft', 'page'],
    queries: clientIndexes,
  },
  'manager-api': {
    reads: [...reads, 'contact', 'delivery', 'draft', 'job', 'number', 'page', 'quarantine'],
    puts: ['booking', 'clinic', 'contact', 'delivery', 'draft', 'job', 'page'],
    queries: [...clientIndexes, 'attention', 'visits', 'lastFour', ...nameIndexes],
  },
  'follow-up': {
    reads: [...reads, 'contact', 'delivery', 'draft', 'job', 'message', 'page', 'spend-pause'],
    puts: ['booking', 'contact', 'delivery', 'draft', 'job', 'message', 'page', 'spend-pause'],
    putsBack: ['job'],
    queries: [...clientIndexes, 'attention', 'visits'],
  },
  sweep: {
    reads: [...reads, 'contact', 'delivery', 'draft', 'job', 'message', 'page', 'quarantine', 'spend-pause'],
    puts: ['booking', 'contact', 'delivery', 'draft', 'job', 'message', 'page', 'quarantine', 'spend-pause'],
    putsBack: ['booking', 'delivery', 'job'],
    queries: [...clientIndexes, 'attention', 'visits', 'due'],
  },
  'inbound-text': {
    reads: [...reads, 'contact', 'number', 'spend-pause'],
    puts: ['booking', 'contact', 'page'],
    queries: clientIndexes,
  },
  receipts: {
    reads: [...reads, 'contact', 'message', 'spend-pause'],
    puts: ['booking', 'contact', 'message', 'spend-pause'],
    queries: clientIndexes,
  },
};
