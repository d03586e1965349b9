import { decodeCursor } from '../../../common/page.js';
import type { OwnTrackOrder } from '../tracks.dto.js';
import type { Selection } from './track-rows.queries.js';
import { BROKEN, LISTED, ON_OWN_LIST, shownTo } from './visibility.queries.js';

const NEWEST_FIRST = 't.created_at desc, t.id desc';

/** A growing list of parameters. Of a selection `$1` is the viewer, so its own ones begin at `$2`. */
class Params {
  readonly values: unknown[] = [];

  constructor(private readonly first = 2) {}

  add(value: unknown): string {
    return `$${this.values.push(value) + this.first - 1}`;
  }
}

export interface PublicFilter {
  artistDid?: string | undefined;
  /** Any of these. */
  tags?: readonly string[] | undefined;
  /** None of these. */
  hiddenTags?: readonly string[] | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** These tracks in this order, as far as the viewer may see them. */
export function byIds(ids: readonly number[]): Selection {
  return {
    sql: `select t.id, wanted.place from unnest($2::int[]) with ordinality as wanted (id, place)
            join tracks t on t.id = wanted.id and ${shownTo('$1')}`,
    params: [ids],
  };
}

/** Discovery, or the list of one artist; newest first. One row more than the page tells whether there is another. */
export function publicPage(filter: PublicFilter, viewer: string | null): Selection {
  const params = new Params();
  // Chosen here and not in the statement: so the database can walk an index for either.
  const conditions = [filter.artistDid !== undefined && filter.artistDid === viewer ? ON_OWN_LIST : LISTED];
  if (filter.artistDid !== undefined) conditions.push(`t.artist_did = ${params.add(filter.artistDid)}`);
  if (filter.tags?.length) conditions.push(tagged(params.add(filter.tags)));
  if (filter.hiddenTags?.length) conditions.push(`not ${tagged(params.add(filter.hiddenTags))}`);
  conditions.push(...after(params, filter.cursor));
  return page(conditions, NEWEST_FIRST, params, filter.limit);
}

export interface OwnFilter {
  did: string;
  q?: string | undefined;
  sort: OwnTrackOrder;
  /** Where the order is by time. */
  cursor?: string | undefined;
  /** Where it is not, or pages are numbered. */
  offset?: number | undefined;
  limit: number;
}

const ORDERS: Record<OwnTrackOrder, string> = {
  recent: NEWEST_FIRST,
  title: 't.search_text, t.id desc',
  plays: 't.play_count desc, t.id desc',
};

/** All of one's own, in every visibility and state. */
export function ownPage(filter: OwnFilter): Selection {
  const params = new Params();
  const conditions = ownConditions(filter, params);
  conditions.push(...after(params, filter.cursor));
  return page(conditions, ORDERS[filter.sort], params, filter.limit, filter.offset);
}

/** A statement that counts what `ownPage` has in all. */
export function ownCount(filter: Pick<OwnFilter, 'did' | 'q'>): Selection {
  const params = new Params(1);
  const conditions = ownConditions(filter, params);
  return {
    sql: `select count(*)::int as total from tracks t where ${conditions.join(' and ')}`,
    params: params.values,
  };
}

/** One's own that need attention (TRK-02). */
export function brokenOf(did: string): Selection {
  return {
    sql: `select t.id, row_number() over (order by ${NEWEST_FIRST}) as place from tracks t
           where t.artist_did = $2 and ${BROKEN} order by ${NEWEST_FIRST} limit 500`,
    params: [did],
  };
}

/** A track that has, or shall have, a record; in whatever state, because this is for the record and never for a view. */
export function withRecord(id: number): Selection {
  return {
    sql: `select t.id, 1 as place from tracks t where t.id = $2 and t.deleted_at is null and t.visibility <> 'private'`,
    params: [id],
  };
}

/** The first of these addresses that names a track. */
export function byUris(uris: readonly string[]): Selection {
  return {
    sql: `select t.id, array_position($2::text[], t.uri) as place from tracks t
           where t.uri = any($2::text[]) and ${shownTo('$1')} order by place limit 1`,
    params: [uris],
  };
}

function ownConditions({ did, q }: Pick<OwnFilter, 'did' | 'q'>, params: Params): string[] {
  const conditions = [`t.artist_did = ${params.add(did)}`, 't.deleted_at is null'];
  if (q) conditions.push(`t.search_text like '%' || ${likePattern(params.add(q))} || '%'`);
  return conditions;
}

/** The text of a parameter as `search_text` holds it, with the wildcards of `like` taken literally. */
function likePattern(placeholder: string): string {
  return `replace(replace(replace(f_unaccent(lower(${placeholder}::text)), '\\', '\\\\'), '%', '\\%'), '_', '\\_')`;
}

function tagged(placeholder: string): string {
  return `exists (select from track_tags x join tags on tags.id = x.tag_id
    where x.track_id = t.id and tags.name = any(${placeholder}::text[]))`;
}

function after(params: Params, cursor: string | undefined): string[] {
  if (!cursor) return [];
  const { createdAt, id } = decodeCursor(cursor, 'number');
  return [`(t.created_at, t.id) < (${params.add(createdAt)}::timestamptz, ${params.add(id)}::bigint)`];
}

function page(conditions: string[], order: string, params: Params, limit: number, offset = 0): Selection {
  // A number in the text: only so a plan that is kept knows that a few rows are wanted, and walks the index.
  const bounds = `limit ${Math.trunc(limit) + 1}${offset > 0 ? ` offset ${params.add(offset)}` : ''}`;
  return {
    sql: `select t.id, row_number() over (order by ${order}) as place from tracks t
           where ${conditions.join(' and ')} order by ${order} ${bounds}`,
    params: params.values,
  };
}
