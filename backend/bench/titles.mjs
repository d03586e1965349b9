/** Syllables of several scripts, and how often a title is written in each. */
const SCRIPTS = [
  {
    share: 0.82,
    space: ' ',
    syllables:
      'a ba be bo ca co da de di do e el en er fa fi ga go ha hi i in is ka ki la le li lo ma me mi mo na ne ni no o on or pa pe ra re ri ro sa se shi si so sta ta te ti to tra u un va ve vi wa we y zo',
  },
  {
    share: 0.06,
    space: ' ',
    syllables: 'а бе ве во го да до же за и ка ко ла ли ло ма ми мо на не но о па по ра ро са со та то у я',
  },
  {
    share: 0.06,
    space: '',
    syllables: '夜 行 東 京 花 火 月 光 海 風 雨 空 星 愛 夢 ア イ カ キ サ シ タ ト ナ ニ バ ス ラ リ ン の を は と',
  },
  { share: 0.03, space: ' ', syllables: 'أ ب ت ح د ر س ش ع ف ق ك ل م ن ه و ي' },
  { share: 0.03, space: ' ', syllables: '가 나 다 라 마 바 사 아 자 차 하 고 노 도 로 모 보 소 오 조 은 는 이' },
];
const FREQUENT =
  'the of love you a me in my to and night on your i remix it no dream for we heart don’t like live feat intro café she all';
const WORDS_PER_SCRIPT = 60_000;

/** The same numbers each time, so that two runs measure the same catalogue. */
export function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Titles as a large catalogue has them: few words are in many, many are in few, in several scripts. */
export function titleMaker(seed = 1) {
  const roll = dice(seed);
  const pick = (list) => list[Math.floor(roll() * list.length)];
  const scripts = SCRIPTS.map(({ share, space, syllables }, index) => {
    const parts = syllables.split(' ');
    const words = index === 0 ? FREQUENT.split(' ') : [];
    const known = new Set(words);
    while (known.size < WORDS_PER_SCRIPT * share + 200) {
      known.add(Array.from({ length: 2 + Math.floor(roll() * 3) }, () => pick(parts)).join(''));
    }
    return { share, space, words: [...known] };
  });
  // Zipf: the n-th word is used about 1/n as often as the first.
  const word = ({ words }) => words[Math.floor(words.length ** roll()) - 1] ?? words[0];
  return () => {
    let at = roll();
    const script = scripts.find(({ share }) => (at -= share) < 0) ?? scripts[0];
    const count = 1 + Math.floor(roll() * roll() * 9);
    const title = Array.from({ length: count }, () => word(script)).join(script.space);
    return title[0].toUpperCase() + title.slice(1);
  };
}
