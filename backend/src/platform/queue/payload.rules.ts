/** What a member of a payload may be; a list of words stands for one of them. */
export type Member = 'text' | 'number' | 'numbers' | readonly string[];

/** The members that a payload has, all of them: ids and storage keys only (JOB-04). */
export type Shape = Readonly<Record<string, Member>>;

export type Payload<S extends Shape> = { -readonly [Name in keyof S]: Value<S[Name]> };

type Value<M extends Member> = M extends 'text'
  ? string
  : M extends 'number'
    ? number
    : M extends 'numbers'
      ? number[]
      : M extends readonly (infer Word)[]
        ? Word
        : never;

/** Why this is no payload of that shape; `undefined` when it is one. */
export function payloadProblem(shape: Shape, data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return 'is no object';
  const stranger = Object.keys(data).find((name) => !Object.hasOwn(shape, name));
  if (stranger !== undefined) return `${stranger} does not belong to it`;
  const given = data as Record<string, unknown>;
  const wrong = Object.entries(shape).find(([name, member]) => !isMember(member, given[name]));
  return wrong && `${wrong[0]} is not ${expected(wrong[1])}`;
}

function isMember(member: Member, value: unknown): boolean {
  if (member === 'text') return typeof value === 'string';
  if (member === 'number') return Number.isFinite(value);
  if (member === 'numbers') return Array.isArray(value) && value.every((one) => Number.isFinite(one));
  return member.includes(value as string);
}

function expected(member: Member): string {
  return typeof member === 'string' ? member : `one of ${member.join(', ')}`;
}
