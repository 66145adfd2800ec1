import plugin from '@digital-go-jp/tailwind-theme-plugin';

/** Tokens are the Digital Agency's; only what its sheet does not have is added here. */
export default {
  content: ['./index.html', './src/**/*.{ts,tsx}'],
  theme: {
    extend: {
      fontFamily: {
        sans: [
          '"Noto Sans JP"',
          '"Noto Sans CJK JP"',
          '-apple-system',
          'BlinkMacSystemFont',
          'sans-serif',
        ],
        mono: ['"Noto Sans Mono"', '"Noto Sans Mono CJK JP"', 'monospace'],
      },
    },
  },
  plugins: [plugin],
};
