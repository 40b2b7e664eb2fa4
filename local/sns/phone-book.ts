/** What the SNS endpoint keeps: the texts on made-up phones, AWS's own opt-outs, and notices published to topics. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import type { Instant } from '../../shared/time/instant.ts';
import { createCollection } from '../journal.ts';

/** What the application knows about a text and AWS does not: it is told to the phone book beside the API, never sent to SNS. */
export interface TextOrigin {
  bookingId?: string | undefined;
  milestone?: string | undefined;
}

const text = z.object({
  id: z.string(),
  to: z.string(),
  body: z.string(),
  segments: z.number(),
  at: z.number(),
  bookingId: z.string().optional(),
  milestone: z.string().optional(),
  /** False: SNS took it and the phone never got it. */
  arrived: z.boolean(),
});
export type Text = z.infer<typeof text>;

const optOut = z.object({
  isOptedOut: z.boolean(),
  /** When it was last opted in by an API call. */
  optedInAt: z.number().optional(),
});
export type OptOut = z.infer<typeof optOut>;

const notice = z.object({
  id: z.string(),
  topicArn: z.string(),
  /** The message's attributes of this name, by which subscribers filter. */
  kind: z.string().optional(),
  clinic: z.string().optional(),
  /** Whom it reached. */
  to: z.array(z.string()).optional(),
  subject: z.string().optional(),
  message: z.string(),
  at: z.number(),
});
export type Notice = z.infer<typeof notice>;

const reply = z.object({ from: z.string(), body: z.string(), at: z.number() });
/** A client's text to a clinic. */
export type Reply = z.infer<typeof reply>;

export interface PhoneBook {
  /** What arrived, oldest first; of all phones or of one. */
  texts(phone?: string): Text[];
  /** What SNS took and no phone got. */
  lostTexts(): Text[];
  lastText(phone: string): Text | undefined;
  addText(text: Text): Promise<void>;
  /** False where there is no such text. */
  annotate(messageId: string, origin: TextOrigin): Promise<boolean>;
  optOutOf(phone: string): OptOut;
  setOptOut(phone: string, optOut: OptOut): Promise<void>;
  /** What was texted from phones, oldest first. */
  replies(): Reply[];
  addReply(reply: Reply): Promise<void>;
  notices(): Notice[];
  addNotice(notice: Notice): Promise<void>;
  close(): Promise<void>;
}

/** `folder` undefined: in memory. */
export function openPhoneBook(folder: string | undefined): PhoneBook {
  function fileOf(name: string): string | undefined {
    return folder === undefined ? undefined : join(folder, name);
  }
  const texts = createCollection(fileOf('texts.jsonl'), text);
  const optOuts = createCollection(fileOf('opt-outs.jsonl'), optOut);
  const notices = createCollection(fileOf('notices.jsonl'), notice);
  const replies = createCollection(fileOf('replies.jsonl'), reply);
  const all = () => texts.entries().map(([, kept]) => kept);
  return {
    texts: (phone) => all().filter((kept) => kept.arrived && (phone === undefined || kept.to === phone)),
    lostTexts: () => all().filter((kept) => !kept.arrived),
    lastText: (phone) => all().findLast((kept) => kept.to === phone),
    addText: (added) => texts.put(added.id, added),
    async annotate(messageId, { bookingId, milestone }) {
      const known = texts.get(messageId);
      if (known === undefined) return false;
      const annotated = { ...known };
      if (bookingId !== undefined) annotated.bookingId = bookingId;
      if (milestone !== undefined) annotated.milestone = milestone;
      await texts.put(messageId, annotated);
      return true;
    },
    optOutOf: (phone) => optOuts.get(phone) ?? { isOptedOut: false },
    setOptOut: (phone, changed) => optOuts.put(phone, changed),
    replies: () => replies.entries().map(([, kept]) => kept),
    addReply: (added) => replies.put(randomUUID(), added),
    notices: () => notices.entries().map(([, kept]) => kept),
    addNotice: (added) => notices.put(added.id, added),
    async close() {
      await Promise.all([texts.close(), optOuts.close(), notices.close(), replies.close()]);
    },
  };
}

export function isOptInAllowed(optOut: OptOut, now: Instant, intervalMs: number): boolean {
  return optOut.optedInAt === undefined || now - optOut.optedInAt >= intervalMs;
}
