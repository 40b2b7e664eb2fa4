/** Catches what a screen throws while it is drawn, so that the rest of the site stays: mostly a part that could not be loaded because a newer version is out. */
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';

interface Props {
  children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState title="This page could not be shown">
        <p>There may be a newer version of the site, or no connection.</p>
        <Button size="md" onClick={() => location.reload()}>
          Load it again
        </Button>
      </EmptyState>
    );
  }
}
