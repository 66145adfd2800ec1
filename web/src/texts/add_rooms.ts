// Imported for what it does: whoever loads a screen of governance has its words.
import { add_texts } from './index';
import { room_texts } from './rooms';

add_texts(room_texts);
