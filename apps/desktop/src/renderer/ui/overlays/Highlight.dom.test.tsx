import { render } from '@testing-library/react';
import { expect, test } from 'vitest';

import { Highlight } from './Highlight.tsx';

const marked = (text: string, query: string) => {
  const { container } = render(<Highlight text={text} query={query} />);
  return {
    text: container.textContent,
    marks: [...container.querySelectorAll('mark')].map((mark) => mark.textContent),
  };
};

test.each([
  ['/warranty-battery', 'war', ['war']],
  ['Анна и анна', 'АННА', ['Анна', 'анна']],
  ['nothing here', 'zzz', []],
  ['anything', '  ', []],
  ['İstanbul', 'stan', []],
  ['<b>&amp;</b>', '&', ['&']],
])('in %j, %j marks %j and changes no letter', (text, query, marks) => {
  expect(marked(text, query)).toEqual({ text, marks });
});
