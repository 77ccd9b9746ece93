/** What each rejection means and what to do about it, by its stable code. */
export const rejections = {
  MAP_ALREADY_CREATED: 'This map was created before.',
  MAP_NOT_FOUND: 'There is no such map among those that you may change.',
  ACTOR_NOT_FOUND: 'The map has no such actor. Add it first.',
  ACTOR_TWICE: 'The same actor is named twice.',
  TIE_NOT_FOUND: 'The map has no such tie.',
  TIE_TWICE: 'The same tie is named twice.',
  TIE_TO_ITSELF: 'A tie joins two different actors.',
  MAPS_TOO_LARGE:
    'The maps hold more than 100,000 actors or ties: too many for figures in one query. Ask for fewer maps at once.',
  SNAPSHOT_ALREADY_TAKEN: 'This snapshot was taken before.',
  UNKNOWN_PERSON:
    'A person who is named is not in the directory, or not any more, as far as is known here. Register the person first; a moment ago is soon enough when you send the token as read-after.',
  UNKNOWN_ENGAGEMENT:
    'There is no such engagement in which you are client or coach, as far as is known here.',
} as const;
