interface Control {
  url: string;
  token: string;
}
/** What happens to requests on their way to the PDS; those of one person, for other stories need it meanwhile. */
type Weather =
  { kind: 'fair' } | ({ of: string } & ({ kind: 'away' } | { kind: 'failing'; status: number; body: object }));

/** Undefined where the product was started by somebody else, who keeps its PDS as it is. */
export function pdsControl(): ((weather: Weather) => Promise<void>) | undefined {
  const { PLYR_PDS_CONTROL: told } = process.env;
  if (!told) return undefined;
  const { url, token } = JSON.parse(told) as Control;
  return async (weather) => {
    const answer = await fetch(`${url}/weather`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(weather),
    });
    if (!answer.ok) throw new Error(`the weather stays: ${answer.status} ${await answer.text()}`);
  };
}
