/** Likes and comments of one track, each by its author; what is there already is left alone. */
export async function talk(people, track, trackId) {
  for (const name of track.likes) {
    await (await people.get(name)).call('POST', `/tracks/${trackId}/like`);
  }
  const artist = await people.get(track.by);
  const { comments } = await artist.get(`/tracks/${trackId}/comments`);
  const said = new Set(comments.map(({ text }) => text));
  for (const [name, seconds, text] of track.comments) {
    if (said.has(text)) continue;
    const author = await people.get(name);
    await author.call('POST', `/tracks/${trackId}/comments`, { text, timestamp_ms: seconds * 1000 });
  }
}
