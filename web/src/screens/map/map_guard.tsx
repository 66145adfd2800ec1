// Where the map cannot be drawn (no WebGL, a chunk that does not come), a sentence stands instead;
// the lists beside it go on working.
import { Component, type ReactNode } from 'react';

interface Props {
  otherwise: ReactNode;
  children: ReactNode;
}

export class MapGuard extends Component<Props, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? this.props.otherwise : this.props.children;
  }
}
