/**
 * Everybody in the demo, invented. `avatar` names a picture in `avatars/`. Who has no bio only listens.
 * @type {Record<string, {handle: string, name: string, bio?: string, avatar: string}>}
 */
export const PEOPLE = {
  marit: {
    handle: 'marit.test',
    name: 'Marit Øvrebø',
    bio: 'Organs, tape and the weather off the west coast. I record at night, when the harbour is quiet and the boiler is not.',
    avatar: 'marit',
  },
  glass: {
    handle: 'glasshouse.test',
    name: 'Glasshouse Weather',
    bio: 'Two people and a greenhouse in the flight path. We record the weather and then we play along with it. Slow techno for tall plants.',
    avatar: 'glass',
  },
  ada: {
    handle: 'ada.test',
    name: 'Ada Okonjo-Reyes',
    bio: 'Pianist. Mostly after midnight, mostly in rooms that are too large for three people.',
    avatar: 'ada',
  },
  ferries: {
    handle: 'lateferries.test',
    name: 'The Late Ferries',
    bio: 'Four people, two guitars, one timetable. We have never been on time and we have never sunk.',
    avatar: 'ferries',
  },
  moro: {
    handle: 'morohashi.test',
    name: 'Morohashi',
    bio: '160 and below. Sketches from the last bus home.',
    avatar: 'moro',
  },
  brass: {
    handle: 'brasstax.test',
    name: 'Brass Tax',
    bio: 'A brass band that sends invoices. Available for weddings, audits and the second line.',
    avatar: 'brass',
  },
  nuno: {
    handle: 'quietalarm.test',
    name: 'Nuno & the Quiet Alarm',
    bio: 'Bossa for people who sleep through everything. The alarm is a loudspeaker the size of a coin.',
    avatar: 'nuno',
  },
  nave: {
    handle: 'pocketcathedral.test',
    name: 'Pocket Cathedral',
    bio: 'Eleven voices, three amplifiers, one nave with very good birds.',
    avatar: 'nave',
  },
  parking: {
    handle: 'parallel.test',
    name: 'DJ Parallel Parking',
    bio: 'Breaks and house, reversed in, first try.',
    avatar: 'parking',
  },
  okay: { handle: 'okayprobably.test', name: 'okay probably', bio: 'voice memos, mostly', avatar: 'okay' },
  ilse: { handle: 'ilse.test', name: 'Ilse Vandekerckhove', avatar: 'ilse' },
  henrike: { handle: 'henrike.test', name: 'Henrike Saal', avatar: 'henrike' },
  wendell: { handle: 'wendell.test', name: 'Wendell', avatar: 'wendell' },
  tobi: { handle: 'tobi.test', name: 'Tobi', avatar: 'tobi' },
};
