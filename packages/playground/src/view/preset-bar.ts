import type { Preset } from '../presets.ts';
import { h } from './element.ts';

/** The presets, and what the chosen one is about. */
export interface PresetBar {
  readonly element: HTMLElement;
  /** Marks it as chosen; undefined: none is. */
  choose(preset: Preset | undefined): void;
}

/** `use` is called with the one that is chosen. */
export function createPresetBar(presets: readonly Preset[], use: (preset: Preset) => void): PresetBar {
  const tale = h('p', { class: 'tale' });
  const buttons = presets.map(preset => ({
    preset,
    button: h(
      'button',
      {
        type: 'button',
        class: 'preset',
        'data-preset': preset.id,
        onclick: () => {
          use(preset);
        },
      },
      preset.title,
    ),
  }));
  return {
    element: h(
      'div',
      { class: 'presets' },
      h(
        'div',
        { class: 'chips', role: 'group', 'aria-label': 'presets' },
        ...buttons.map(({ button }) => button),
      ),
      tale,
    ),
    choose: chosen => {
      for (const { preset, button } of buttons)
        button.setAttribute('aria-pressed', String(preset === chosen));
      tale.replaceChildren(...(chosen ? [chosen.tale, ' ', h('code', {}, chosen.clause)] : []));
    },
  };
}
