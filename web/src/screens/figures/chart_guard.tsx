// Where the chart's chunk does not come (a lost server) or cannot draw, its table stands instead.
import { Component, type ReactNode } from 'react';

interface Props {
  otherwise: ReactNode;
  children: ReactNode;
}

export class ChartGuard extends Component<Props, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? this.props.otherwise : this.props.children;
  }
}
