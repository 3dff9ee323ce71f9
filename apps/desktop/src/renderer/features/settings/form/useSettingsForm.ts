import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Result } from '@ringdesk/shared/result.ts';
import { useEffect, useMemo, useState } from 'react';

import { useIsLive } from '../../../workspace/hooks.ts';
import { decided, type Field, sameValue } from './changes.ts';
import { type FormState, reconcile } from './reconcile.ts';
import { type Draft, setDraft, useDraft } from './settingsDrafts.ts';

/** Field → reason code: of the schema, or of the server. */
export type FieldErrors<V> = Partial<Record<Field<V>, string>>;

export interface SettingsFormPorts<V extends object> {
  /** Where the draft is kept, e.g. `queue/<id>`. */
  readonly key: string;
  readonly saved: V;
  /** Of the saved settings; grows with every save by anybody. */
  readonly version: number;
  /** What the schema has against the values. */
  readonly check: (values: V) => FieldErrors<V>;
  readonly save: (values: V, version: number) => Promise<Result<{ readonly version: number }, Refusal>>;
  /** Fields a refusal speaks of; a refusal without fields is shown as a whole. */
  readonly fieldsOf: (refusal: Refusal) => FieldErrors<V>;
}

export interface SettingsForm<V extends object> extends Pick<FormState<V>, 'changed' | 'conflict' | 'takenOver'> {
  readonly values: V;
  readonly base: V;
  readonly version: number;
  readonly busy: boolean;
  /** Errors to show now: of fields that were changed, or of all after an attempt to save. */
  readonly errors: FieldErrors<V>;
  /** Whether the schema would take the values. */
  readonly valid: boolean;
  /** Why the last attempt was refused, where no field can show it. */
  readonly refusal: Refusal | undefined;
  readonly set: (change: Partial<V>) => void;
  readonly isChanged: (field: Field<V>) => boolean;
  readonly discard: () => void;
  /**
   * Saves; the values before are given to `done`, for undo. Does nothing while the form is wrong or in conflict.
   * Returns the fields that stopped it, of the schema or of the server.
   */
  readonly submit: (done: (before: V, version: number) => void) => Promise<readonly Field<V>[]>;
  /** Decides a conflict: my value, save in these fields. */
  readonly settle: (takeTheirs: ReadonlySet<Field<V>>) => void;
}

/** One form of the settings: values with their draft, what changed, what is wrong, saving, and conflicts. */
export function useSettingsForm<V extends object>(ports: SettingsFormPorts<V>): SettingsForm<V> {
  const { key, saved, version, check, save, fieldsOf } = ports;
  const stored = useDraft(key) as Draft<V> | undefined;
  const state = useMemo(() => reconcile(saved, version, stored), [saved, version, stored]);
  const { draft, changed, conflict, takenOver } = state;
  const [attempted, setAttempted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ readonly refusal: Refusal; readonly values: V }>();

  // That there was no connection is over when there is one; what the server itself has against the values stays.
  const live = useIsLive();
  const [wasLive, setWasLive] = useState(live);
  if (live !== wasLive) {
    setWasLive(live);
    if (live && refused?.refusal.code === 'unavailable') setRefused(undefined);
  }

  const wrong = useMemo(() => check(draft.values), [check, draft.values]);
  const remote = refused === undefined ? {} : errorsStillMeant(fieldsOf(refused.refusal), refused.values, draft.values);

  // Nothing is left of a draft whose values are what is saved.
  useEffect(() => {
    if (stored !== undefined && changed.length === 0 && version >= stored.version) setDraft(key, undefined);
  }, [key, stored, changed.length, version]);

  const shown = Object.fromEntries(
    Object.entries(wrong).filter(([field]) => attempted || changed.includes(field as Field<V>)),
  ) as FieldErrors<V>;

  return {
    values: draft.values,
    base: draft.base,
    version: draft.version,
    changed,
    conflict,
    takenOver,
    busy,
    errors: { ...shown, ...remote },
    valid: Object.keys(wrong).length === 0,
    refusal: refused !== undefined && Object.keys(fieldsOf(refused.refusal)).length === 0 ? refused.refusal : undefined,
    isChanged: (field) => changed.includes(field),
    set: (change) => {
      setRefused((before) =>
        before !== undefined && Object.keys(fieldsOf(before.refusal)).length > 0 ? before : undefined,
      );
      setDraft(key, { ...draft, values: { ...draft.values, ...change } });
    },
    discard: () => {
      setAttempted(false);
      setRefused(undefined);
      setDraft(key, undefined);
    },
    submit: async (done) => {
      setAttempted(true);
      const stopping = Object.keys(wrong) as Field<V>[];
      if (busy || conflict !== undefined || changed.length === 0 || stopping.length > 0) return stopping;
      setBusy(true);
      const reply = await save(draft.values, draft.version);
      setBusy(false);
      if (!reply.ok) {
        setRefused({ refusal: reply.error, values: draft.values });
        return Object.keys(fieldsOf(reply.error)) as Field<V>[];
      }
      setRefused(undefined);
      setAttempted(false);
      // Until the mirror has the new version, what was saved is what counts as saved.
      setDraft(key, { version: reply.value.version, base: draft.values, values: draft.values });
      done(draft.base, reply.value.version);
      return [];
    },
    settle: (takeTheirs) => {
      if (conflict === undefined) return;
      const values = decided(conflict.joined, conflict.theirs, takeTheirs);
      setRefused(undefined);
      setDraft(key, { version: conflict.version, base: conflict.theirs, values });
    },
  };
}

/** An error of the server is meant as long as its field holds what was refused. */
function errorsStillMeant<V extends object>(errors: FieldErrors<V>, refused: V, now: V): FieldErrors<V> {
  const fields = Object.keys(errors) as Field<V>[];
  return Object.fromEntries(
    fields.filter((field) => sameValue(refused[field], now[field])).map((field) => [field, errors[field]]),
  ) as FieldErrors<V>;
}
