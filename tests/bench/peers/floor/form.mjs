import * as survey from '../survey.mjs';

export const form = { ...survey };
